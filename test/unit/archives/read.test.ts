import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 as nativeCrc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import { ArchiveCache } from '../../../src/core/archives/archiveCache.ts';
import { portableCrc32 } from '../../../src/core/archives/crc32.ts';
import { portableZstd, zstdDecompress } from '../../../src/core/exports/file/zstdDecompress.ts';
import { archives, contentOf, everything, listed, names, NEVER, whyNot } from './opened.ts';
import { gzip, tarOf, zipOf, zstd } from './packed.ts';
import { handmadeZip } from './handmadeZip.ts';

const FILES = [
  { name: 'readme.txt', content: 'read me' },
  { name: 'week 10/main.py', content: 'print(10)\n'.repeat(500) },
  { name: 'week 2/main.py', content: 'print(2)\n' },
  { name: 'week 2/data/größe.csv', content: 'a,b\n1,2\n', store: true },
];

describe('an archive', () => {
  const { folder, open } = archives();

  const kinds: readonly (readonly [string, () => Promise<Buffer>])[] = [
    ['a zip', () => zipOf(FILES)],
    ['a tar', () => tarOf(FILES)],
    ['a .tar.gz', async () => gzip(await tarOf(FILES))],
    ['a .tar.zst', async () => zstd(await tarOf(FILES))],
    [
      'a tar with ./ before its names',
      () =>
        tarOf([
          { name: './', type: 'directory' },
          ...FILES.map((file) => ({ ...file, name: `./${file.name}` })),
        ]),
    ],
  ];
  for (const [what, bytes] of kinds)
    it(`${what}: lists level by level, and gives each file`, async () => {
      const archive = await open(await bytes());
      assert.deepEqual(await names(archive), ['week 2/', 'week 10/', 'readme.txt']);
      assert.deepEqual(await names(archive, 'week 2'), ['data/', 'main.py']);
      assert.deepEqual(
        await everything(archive),
        Object.fromEntries(FILES.map(({ name, content }) => [name, content])),
      );
      const { size, path, kind } = await archive.stat('week 10/main.py');
      assert.deepEqual([size, path, kind], [5000, 'week 10/main.py', 'file']);
      assert.equal(await whyNot(archive.stat('week 3')), 'gone');
      assert.equal(await whyNot(archive.stat('readme.txt/x')), 'gone');
      assert.equal(await whyNot(archive.open('week 2', NEVER)), 'gone');
      assert.equal(await whyNot(archive.list('readme.txt', { from: 0, count: 1 })), 'gone');
    });

  for (const [which, decoder] of [
    ['own', zstdDecompress],
    ['portable', portableZstd],
  ] as const)
    it(`.tar.zst by the ${which} decoder`, async () => {
      const archive = await open(zstd(await tarOf(FILES)), {}, { zstd: decoder });
      assert.equal((await everything(archive))['week 10/main.py'], FILES[1]?.content);
    });

  it('knows when a file was changed', async () => {
    const archive = await open(await zipOf(FILES));
    const { modifiedMs } = await archive.stat('readme.txt');
    assert.ok(Math.abs(modifiedMs - Date.parse('2026-03-05T10:00:00Z')) < 24 * 3600 * 1000);
    const tar = await open(await tarOf([{ name: 'a', mtime: new Date(1_700_000_000_000) }]));
    assert.equal((await tar.stat('a')).modifiedMs, 1_700_000_000_000);
  });

  it('can be empty', async () => {
    assert.deepEqual(await names(await open(handmadeZip([]))), []);
    assert.deepEqual(await names(await open(gzip(await tarOf([])))), []);
  });

  it('lists a part of a long level', async () => {
    const archive = await open(
      await zipOf(Array.from({ length: 30 }, (_, i) => ({ name: `f${i}`, content: '' }))),
    );
    const { entries, total } = await archive.list('', { from: 10, count: 5 });
    assert.equal(total, 30);
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['f10', 'f11', 'f12', 'f13', 'f14'],
    );
  });

  it('reads names in the encoding that they are in', async () => {
    const cp437 = Buffer.from([0x67, 0x72, 0x94, 0xe1, 0x65]);
    const archive = await open(
      handmadeZip([
        { name: cp437, flags: 0 },
        { name: 'über', flags: 0 },
        { name: '日本', flags: 0x800 },
      ]),
    );
    assert.deepEqual(new Set(await names(archive)), new Set(['größe', 'über', '日本']));
  });

  it('reads 20,000 entries as yauzl reads them', async () => {
    const bytes = handmadeZip(
      Array.from({ length: 20_000 }, (_, i) => ({
        name: `s${i % 97}/a${i % 13}/file ${i}.txt`,
        content: String(i),
        deflate: i % 2 === 0,
      })),
    );
    const expected = new Map<string, number>();
    for await (const { fileName, uncompressedSize } of (await fromBufferPromise(bytes)).eachEntry())
      expected.set(fileName, uncompressedSize);
    const archive = await open(bytes);
    const found = new Map<string, number>();
    for (const student of await listed(archive)) {
      assert.equal(student.kind, 'folder');
      for (const folder of await listed(archive, student.path))
        for (const { path, size } of await listed(archive, folder.path)) found.set(path ?? '', size);
    }
    assert.equal(found.size, 20_000);
    assert.deepEqual(found, expected);
    assert.equal(await contentOf(archive, `s${13 % 97}/a${13 % 13}/file 13.txt`), '13');
  });

  describe('inside another one', () => {
    const inner = { name: 'deep/code.py', content: 'x = 1\n' };
    const cases: readonly (readonly [string, string, () => Promise<Buffer>, boolean])[] = [
      [
        'a stored zip in a zip',
        'b.zip',
        async () => zipOf([{ name: 'b.zip', content: await zipOf([inner]), store: true }]),
        false,
      ],
      [
        'a packed zip in a zip',
        'b.zip',
        async () => zipOf([{ name: 'b.zip', content: await zipOf([inner]) }]),
        true,
      ],
      [
        'a .tar.zst in a zip',
        'b.tar.zst',
        async () => zipOf([{ name: 'b.tar.zst', content: zstd(await tarOf([inner])), store: true }]),
        false,
      ],
      [
        'a packed .tar.gz in a zip',
        'b.tar.gz',
        async () => zipOf([{ name: 'b.tar.gz', content: gzip(await tarOf([inner])) }]),
        false,
      ],
      [
        'a tar in a zip, by the wrong name',
        'b.zip',
        async () => zipOf([{ name: 'b.zip', content: await tarOf([inner]) }]),
        false,
      ],
      [
        'a stored zip in a .tar.zst',
        'b.zip',
        async () => zstd(await tarOf([{ name: 'b.zip', content: await zipOf([inner]) }])),
        true,
      ],
    ];
    for (const [what, name, bytes, expands] of cases)
      it(`${what} is a folder`, async () => {
        const archive = await open(await bytes());
        assert.deepEqual(
          (await listed(archive)).map(({ kind }) => kind),
          ['archive'],
        );
        assert.deepEqual(await everything(archive), { [`${name}/deep/code.py`]: 'x = 1\n' });
        assert.equal(existsSync(join(folder(), 'cache')), expands);
      });
  });

  it('inside another one, again and again, up to a depth', async () => {
    let bytes = await zipOf([{ name: 'core.txt', content: 'core' }]);
    for (let i = 0; i < 4; i++) bytes = await zipOf([{ name: 'in.zip', content: bytes, store: i % 2 === 0 }]);
    const archive = await open(bytes, { depth: 5 });
    assert.equal(await contentOf(archive, 'in.zip/in.zip/in.zip/in.zip/core.txt'), 'core');
    const shallow = await open(bytes, { depth: 3 });
    assert.deepEqual(await names(shallow, 'in.zip/in.zip'), ['in.zip!tooDeep']);
    assert.equal(await whyNot(shallow.list('in.zip/in.zip/in.zip', { from: 0, count: 1 })), 'tooDeep');
  });
});

describe('the cache of archives', () => {
  const { folder, open, cached } = archives();
  const nested = async (name: string): Promise<{ name: string; content: Buffer }> => ({
    name,
    content: await zipOf([{ name: 'a.txt', content: name.repeat(50_000), store: true }]),
  });

  it('is written only when an archive inside is opened, and is empty when all is closed', async () => {
    const archive = await open(await zipOf([await nested('x.zip')]));
    await names(archive);
    assert.equal(existsSync(join(folder(), 'cache')), false);
    await names(archive, 'x.zip');
    assert.ok(cached() > 250_000);
    await archive.close();
    assert.equal(cached(), 0);
  });

  it('lets go of what was used longest ago, and expands it again', async () => {
    const archive = await open(await zipOf([await nested('x.zip'), await nested('y.zip')]), {
      cacheBytes: 300_000,
    });
    assert.equal((await contentOf(archive, 'x.zip/a.txt')).length, 250_000);
    assert.equal((await contentOf(archive, 'y.zip/a.txt')).length, 250_000);
    assert.ok(cached() < 300_000);
    assert.equal((await contentOf(archive, 'x.zip/a.txt')).length, 250_000);
  });

  it('refuses what is larger than it may be', async () => {
    const archive = await open(await zipOf([await nested('x.zip')]), { nestedBytes: 100_000 });
    assert.equal(await whyNot(archive.list('x.zip', { from: 0, count: 1 })), 'tooLarge');
  });

  it('removes what dead processes left, and nothing of living ones', async () => {
    const root = join(folder(), 'cache');
    mkdirSync(join(root, 'dead'), { recursive: true });
    writeFileSync(join(root, 'dead', 'a'), 'left');
    const living = new ArchiveCache(root, 1000);
    const item = await living.put(
      (async function* () {
        yield await Promise.resolve(Buffer.from('kept'));
      })(),
      4,
      () => undefined,
      NEVER,
    );
    await new ArchiveCache(root, 1000).sweep();
    assert.equal(existsSync(join(root, 'dead')), false);
    assert.equal(existsSync(item.path), true);
    await living.clear();
    assert.deepEqual(await readdir(root), []);
  });
});

describe('crc32', () => {
  it('is the same with and without Node’s own', () => {
    for (const text of ['', 'a', 'The quick brown fox', 'ü'.repeat(1000)])
      assert.equal(portableCrc32(Buffer.from(text), 0), nativeCrc32(text));
    assert.equal(portableCrc32(Buffer.from('b'), portableCrc32(Buffer.from('a'), 0)), nativeCrc32('ab'));
  });
});
