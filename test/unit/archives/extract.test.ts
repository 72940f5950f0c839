import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import type { Archive } from '../../../src/core/archives/archive.ts';
import { extract, type ExtractReport } from '../../../src/core/archives/extract.ts';
import { isReservedName } from '../../../src/core/archives/isReservedName.ts';
import { handmadeZip } from './handmadeZip.ts';
import { archives, NEVER, whyNot } from './opened.ts';
import { gzip, tarOf, zipOf, zstd } from './packed.ts';

const FILES = [
  { name: 'readme.txt', content: 'read me' },
  { name: 'a/main.py', content: 'print(1)\n'.repeat(20_000) },
  { name: 'a/b/data.csv', content: 'a,b\n' },
];

describe('extracting', () => {
  const { folder, open } = archives();
  const target = (): string => {
    const path = join(folder(), 'target');
    mkdirSync(path, { recursive: true });
    return path;
  };
  const run = (archive: Archive, path = '', options: object = {}): Promise<ExtractReport> =>
    extract(archive, path, { folder: target(), name: 'Coursework.zip' }, { signal: NEVER, ...options });
  /** Every file below the target, as path and content. */
  const there = (): Readonly<Record<string, string>> =>
    Object.fromEntries(
      readdirSync(target(), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [relative(target(), path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
    );
  const expected = (prefix: string): Readonly<Record<string, string>> =>
    Object.fromEntries(FILES.map(({ name, content }) => [prefix + name, content]));

  for (const [what, make] of [
    ['zip', () => zipOf(FILES)],
    ['.tar.gz', async () => gzip(await tarOf(FILES))],
    ['.tar.zst', async () => zstd(await tarOf(FILES))],
  ] as const)
    it(`all of a ${what}, into a folder of its own`, async () => {
      const seen: number[] = [];
      const report = await run(await open(await make()), '', {
        onProgress: ({ bytes }: { bytes: number }) => seen.push(bytes),
      });
      const bytes = FILES.reduce((sum, { content }) => sum + content.length, 0);
      assert.deepEqual(report, { target: join(target(), 'Coursework'), files: 3, bytes, refused: [] });
      assert.deepEqual(there(), expected('Coursework/'));
      assert.equal(seen.at(-1), bytes);
    });

  it('one folder, one file, and what is in an archive inside', async () => {
    const inner = await zipOf(FILES);
    const archive = await open(
      await zipOf([
        ...FILES,
        { name: 'w/student.zip', content: inner },
        { name: 'w/e.tar.zst', content: zstd(await tarOf(FILES)) },
      ]),
    );
    assert.equal((await run(archive, 'a')).target, join(target(), 'a'));
    assert.equal((await run(archive, 'readme.txt')).target, join(target(), 'readme.txt'));
    assert.equal((await run(archive, 'w/student.zip/a/b')).target, join(target(), 'b'));
    assert.deepEqual(Object.keys(there()).sort(), ['a/b/data.csv', 'a/main.py', 'b/data.csv', 'readme.txt']);
    await run(archive, 'w/student.zip');
    await run(archive, 'w/e.tar.zst');
    assert.equal(there()['student/a/b/data.csv'], 'a,b\n');
    assert.equal(there()['e/a/b/data.csv'], 'a,b\n');
    await run(archive, 'w');
    assert.deepEqual(readFileSync(join(target(), 'w/student.zip')), inner);
    assert.equal(await whyNot(run(archive, 'none')), 'gone');
  });

  it('never replaces anything', async () => {
    const archive = await open(await zipOf(FILES));
    writeFileSync(join(target(), 'readme.txt'), 'mine');
    symlinkSync(folder(), join(target(), 'Coursework'));
    assert.equal((await run(archive, 'readme.txt')).target, join(target(), 'readme (2).txt'));
    assert.equal((await run(archive)).target, join(target(), 'Coursework (2)'));
    assert.equal((await run(archive)).target, join(target(), 'Coursework (3)'));
    assert.equal(there()['readme.txt'], 'mine');
    assert.equal(existsSync(join(folder(), 'readme.txt')), false);
  });

  it('keeps empty folders and times', async () => {
    const mtime = new Date(1_700_000_000_000);
    await run(
      await open(
        await tarOf([
          { name: 'empty/', type: 'directory' },
          { name: 'a', content: 'x', mtime },
        ]),
      ),
    );
    assert.ok(statSync(join(target(), 'Coursework/empty')).isDirectory());
    assert.equal(statSync(join(target(), 'Coursework/a')).mtimeMs, mtime.getTime());
  });

  it('leaves out what is refused, by name, and writes the rest', async () => {
    const archive = await open(
      handmadeZip([
        { name: '../evil', content: 'x' },
        { name: 'crc', content: 'x', crc: 1 },
        { name: 'link', content: '/etc/passwd', mode: 0o120777 },
        { name: 'Read.txt', content: 'one' },
        { name: 'read.txt', content: 'two' },
        { name: 'dir/x', content: 'x' },
        { name: 'DIR', content: 'x' },
        { name: 'con.txt', content: 'x' },
        { name: 'aux/a', content: 'x' },
        { name: 'trailing.', content: 'x' },
        { name: 'n'.repeat(300), content: 'x' },
        { name: 'good', content: 'good' },
      ]),
    );
    const { refused, files, stopped } = await run(archive);
    assert.equal(stopped, undefined);
    assert.deepEqual(
      Object.fromEntries(refused.map(({ path, refusal }) => [path.slice(0, 9), refusal.reason])),
      {
        '../evil': 'outside',
        crc: 'damaged',
        link: 'link',
        [there()['Coursework/Read.txt'] === undefined ? 'Read.txt' : 'read.txt']: 'caseDuplicate',
        DIR: 'caseDuplicate',
        'con.txt': 'reservedName',
        aux: 'reservedName',
        'trailing.': 'reservedName',
        nnnnnnnnn: 'notWritten',
      },
    );
    assert.equal(files, 3);
    assert.equal(there()['Coursework/good'], 'good');
    assert.equal(existsSync(join(target(), 'Coursework/crc')), false);
    assert.deepEqual(readdirSync(folder()).sort(), ['archive', 'target']);
  });

  it('of a tar that breaks off writes what is whole', async () => {
    const tar = await tarOf([...FILES, { name: 'cut', content: 'x'.repeat(5000) }]);
    const report = await run(await open(tar.subarray(0, tar.length - 4096)));
    assert.deepEqual(report.refused, [{ path: 'cut', refusal: { reason: 'damaged' } }]);
    assert.deepEqual(there(), expected('Coursework/'));
  });

  it('says what it has done when it is cancelled, and leaves no part of a file', async () => {
    const big = 'x'.repeat(3_000_000);
    for (const bytes of [
      await zipOf([
        { name: 'a', content: 'a' },
        { name: 'b', content: big, store: true },
      ]),
      await tarOf([
        { name: 'a', content: 'a' },
        { name: 'b', content: big },
      ]),
    ]) {
      const controller = new AbortController();
      const report = await run(await open(bytes), '', {
        signal: controller.signal,
        onProgress: ({ bytes }: { bytes: number }) => bytes > 1000 && controller.abort(),
      });
      assert.deepEqual([report.files, report.bytes, report.stopped], [1, 1, { kind: 'cancelled' }]);
      assert.deepEqual(readdirSync(report.target), ['a']);
    }
  });

  it('fails where there is no folder', async () => {
    const archive = await open(await zipOf(FILES));
    const into = { folder: join(folder(), 'none'), name: 'x' };
    assert.equal(await whyNot(extract(archive, '', into, { signal: NEVER })), 'disk');
  });

  it('never writes outside, whatever the names', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        'a',
        'b',
        'C:',
        '\\',
        '..\\x',
        '/',
        'con',
        'a\0',
        '~',
        '%2e%2e',
        '．．',
        'x ',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    const name = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
    const mode = fc.constantFrom(0o100644, 0o120777, 0o040755);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name, mode }), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (entries, asTar) => {
          const bytes = asTar
            ? await tarOf(
                entries.map((entry) => ({ name: entry.name.replaceAll('\0', '0') || 'x', content: 'x' })),
              )
            : handmadeZip(entries.map((entry) => ({ ...entry, content: '../../x' })));
          const archive = await open(bytes);
          const report = await run(archive);
          const made = readdirSync(report.target, { recursive: true, withFileTypes: true });
          for (const entry of made) assert.ok(entry.isFile() || entry.isDirectory());
          assert.equal(made.filter((entry) => entry.isFile()).length, report.files);
          assert.deepEqual(readdirSync(folder()).sort(), ['archive', 'target']);
          for (const path of readdirSync(target())) assert.match(path, /^Coursework/);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('isReservedName', () => {
  it('knows what Windows cannot hold', () => {
    for (const name of ['con', 'CON.txt', 'aux', 'nul.tar.gz', 'COM1', 'lpt9.x', 'a.', 'a '])
      for (const platform of ['linux', 'win32'] as const) assert.ok(isReservedName(name, platform), name);
    for (const name of ['console', 'a b', '.hidden', 'com', 'com10'])
      assert.ok(!isReservedName(name, 'win32'), name);
    assert.ok(isReservedName('what?', 'win32') && !isReservedName('what?', 'linux'));
    assert.ok(isReservedName('a:stream', 'win32'));
  });
});
