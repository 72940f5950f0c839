import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RefusalReason } from '../../../src/core/archives/refusal.ts';
import { FailureError } from '../../../src/core/platform/failure.ts';
import { portableZstd } from '../../../src/core/exports/file/zstdDecompress.ts';
import { handmadeZip, type Handmade } from './handmadeZip.ts';
import { archives, contentOf, everything, names, NEVER, problems, whyNot } from './opened.ts';
import { gzip, tarOf, zipOf, zstd } from './packed.ts';

const GOOD = { name: 'good.txt', content: 'good' };

describe('an entry that is refused', () => {
  const { open } = archives();

  const strays: readonly (readonly [string, RefusalReason])[] = [
    ['../evil.txt', 'outside'],
    ['a/../../evil.txt', 'outside'],
    ['a/..', 'outside'],
    ['/etc/passwd', 'absolute'],
    ['//server/share', 'absolute'],
    ['C:/evil.txt', 'drive'],
    ['c:evil.txt', 'drive'],
    ['..\\evil.txt', 'backslash'],
    ['a\\b', 'backslash'],
    ['a\0b', 'nul'],
    ['', 'noName'],
    ['x'.repeat(5000), 'tooLong'],
    ['d/'.repeat(500), 'tooLong'],
  ];
  for (const [name, reason] of strays)
    it(`${JSON.stringify(name.slice(0, 20))}: ${reason}, by name, and the rest opens`, async () => {
      const zip = await open(handmadeZip([{ name, content: 'evil' }, GOOD]));
      const shown = (await zip.list('', { from: 0, count: 9 })).entries;
      assert.deepEqual(
        shown.find((entry) => entry.name === name),
        { name, kind: 'file', size: 4, modifiedMs: shown[0]?.modifiedMs, refusal: { reason } },
      );
      assert.deepEqual(await everything(zip), { 'good.txt': 'good' });
      // A tar ends a name at its first NUL, and has no empty ones.
      if (name === '' || reason === 'nul') return;
      const tar = await open(await tarOf([{ name, content: 'evil' }, GOOD]));
      assert.ok((await names(tar)).some((row) => row.endsWith(`!${reason}`)));
      assert.deepEqual(await everything(tar), { 'good.txt': 'good' });
    });

  const zipped: readonly (readonly [string, Handmade, RefusalReason])[] = [
    ['a link in a zip', { name: 'bad', content: 'good.txt', mode: 0o120777 }, 'link'],
    ['a link that calls itself a folder', { name: 'bad/', content: '', mode: 0o120777 }, 'link'],
    ['a pipe', { name: 'bad', mode: 0o010644 }, 'special'],
    ['an encrypted entry', { name: 'bad', content: 'secret', flags: 0x801 }, 'encrypted'],
    ['a strongly encrypted entry', { name: 'bad', content: 'secret', flags: 0x841 }, 'encrypted'],
    ['a compression of its own', { name: 'bad', content: 'packed', method: 14 }, 'compression'],
    ['a stored entry of two sizes', { name: 'bad', content: 'x', size: 2 }, 'damaged'],
    ['an entry that lies beyond the end', { name: 'bad', content: 'x', position: 100_000 }, 'damaged'],
    ['an entry at the place of another', { name: 'bad', content: 'good', position: 0 }, 'overlap'],
  ];
  for (const [what, entry, reason] of zipped)
    it(`${what}: ${reason}, and the rest opens`, async () => {
      const archive = await open(handmadeZip([GOOD, entry]));
      assert.deepEqual(new Set(await names(archive)), new Set(['good.txt', `bad!${reason}`]));
      assert.deepEqual(await everything(archive), { 'good.txt': 'good' });
      const failure = await whyNot(archive.open('bad', NEVER));
      assert.ok(failure === reason || failure === 'gone', failure);
    });

  it('a link in a tar, and says whether it leads out', async () => {
    const archive = await open(
      await tarOf([
        GOOD,
        { name: 'a/in', type: 'symlink', linkname: '../good.txt' },
        { name: 'a/out', type: 'symlink', linkname: '../../good.txt' },
        { name: 'a/abs', type: 'symlink', linkname: '/etc/passwd' },
        { name: 'hard', type: 'link', linkname: 'good.txt' },
        { name: 'hardout', type: 'link', linkname: '../x' },
        { name: 'device', type: 'character-device', devmajor: 1, devminor: 3 },
        // What follows a link to a folder would be written through it.
        { name: 'dir', type: 'symlink', linkname: '/tmp' },
        { name: 'dir/through', content: 'evil' },
      ]),
    );
    assert.deepEqual(await names(archive, 'a'), ['abs!linkOutside', 'in!link', 'out!linkOutside']);
    assert.deepEqual(await names(archive), [
      'a/',
      'device!special',
      'dir!linkOutside',
      'dir/through!duplicate',
      'good.txt',
      'hard!link',
      'hardout!linkOutside',
    ]);
  });

  it('the second of two of one name, however it is composed', async () => {
    const archive = await open(
      handmadeZip([
        { name: 'e\u0301.txt', content: 'first' },
        { name: '\u00e9.txt', content: 'second' },
        { name: 'a', content: 'a file' },
        { name: 'a/b', content: 'in a file' },
        { name: 'f/g', content: 'in a folder' },
        { name: 'f', content: 'a folder' },
        { name: 'f/', content: '' },
      ]),
    );
    assert.equal(await contentOf(archive, '\u00e9.txt'), 'first');
    assert.deepEqual(await everything(archive), {
      'e\u0301.txt': 'first',
      a: 'a file',
      'f/g': 'in a folder',
    });
    assert.equal((await names(archive)).filter((row) => row.endsWith('!duplicate')).length, 3);
  });
});

describe('a bomb', () => {
  const { open, cached } = archives();
  const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);

  it('that expands too far is refused by its directory', async () => {
    const archive = await open(await zipOf([{ name: 'bomb', content: zeros(100_000) }, GOOD]), {
      ratio: 100,
      ratioFrom: 50_000,
    });
    assert.deepEqual(await names(archive), ['bomb!bomb', 'good.txt']);
    assert.equal(await whyNot(archive.open('bomb', NEVER)), 'bomb');
  });

  it('that lies about its size is stopped while it is read', async () => {
    const archive = await open(
      handmadeZip([{ name: 'bomb', content: zeros(5_000_000), deflate: true, size: 1000 }, GOOD]),
    );
    assert.equal(await whyNot(contentOf(archive, 'bomb')), 'damaged');
    assert.equal(await contentOf(archive, 'good.txt'), 'good');
  });

  it('of many entries together is refused from where it is too much', async () => {
    const entry = (i: number): Handmade => ({ name: `f${i}`, content: zeros(1000) });
    const archive = await open(handmadeZip([0, 1, 2, 3].map(entry)), { expandedBytes: 2500 });
    assert.deepEqual(await names(archive), ['f0', 'f1', 'f2!tooLarge', 'f3!tooLarge']);
    const single = await open(handmadeZip([entry(0)]), { entryBytes: 999 });
    assert.deepEqual(await names(single), ['f0!tooLarge']);
  });

  it('of too many entries is listed up to the limit', async () => {
    const entries = Array.from({ length: 50 }, (_, i) => ({ name: `f${i}`, content: '' }));
    for (const bytes of [handmadeZip(entries), await tarOf(entries)]) {
      const archive = await open(bytes, { entries: 20 });
      assert.equal((await names(archive)).length, 20);
      assert.deepEqual(await problems(archive), ['tooMany 20']);
    }
    // Folders that only a path names count too.
    const deep = await open(
      handmadeZip(entries.map(({ name }) => ({ name: `${'d/'.repeat(20)}${name}/x` }))),
      { entries: 30 },
    );
    assert.deepEqual(await problems(deep), ['tooMany 30']);
  });

  for (const [what, pack, decoders] of [
    ['.tar.gz', gzip, undefined],
    ['.tar.zst', zstd, undefined],
    ['.tar.zst by the portable decoder', zstd, { zstd: portableZstd }],
  ] as const)
    it(`in a ${what} is stopped while it is listed, and what was before it stays`, async () => {
      const bytes = pack(await tarOf([GOOD, { name: 'bomb', content: '\0'.repeat(20_000_000) }]));
      const archive = await open(bytes, { ratio: 100, ratioFrom: 1_000_000 }, decoders);
      assert.deepEqual(await problems(archive), ['bomb 100']);
      assert.equal(await contentOf(archive, 'good.txt'), 'good');
      const total = await open(bytes, { expandedBytes: 1_000_000, ratio: Infinity }, decoders);
      assert.deepEqual(await problems(total), ['tooLarge 1000000']);
    });

  it('in an archive inside is not expanded into the cache', async () => {
    const inner = await zipOf([{ name: 'x', content: 'x' }]);
    const archive = await open(
      handmadeZip([
        { name: 'in.zip', content: Buffer.concat([inner, zeros(1_000_000)]), deflate: true, size: 2000 },
      ]),
    );
    assert.equal(await whyNot(archive.list('in.zip', { from: 0, count: 1 })), 'damaged');
    assert.equal(cached(), 0);
  });
});

describe('a broken archive', () => {
  const { open } = archives();

  it('without a directory cannot be opened, and says so', async () => {
    const zip = await zipOf([GOOD]);
    for (const bytes of [
      zip.subarray(0, zip.length - 30),
      Buffer.from('not an archive'),
      Buffer.alloc(0),
      Buffer.from('PK\x03\x04'),
    ])
      assert.equal(await whyNot(open(bytes)), 'damaged');
    assert.equal(await whyNot(open(gzip(Buffer.from('no tar'.repeat(200))))), 'damaged');
  });

  it('whose directory breaks off lists what can be read', async () => {
    const bytes = handmadeZip([GOOD, { name: 'b.txt' }, { name: 'c.txt' }]);
    bytes.writeUInt32LE(0, bytes.lastIndexOf(Buffer.from('c.txt')) - 46);
    const archive = await open(bytes);
    assert.deepEqual(await names(archive), ['b.txt', 'good.txt']);
    assert.deepEqual(await problems(archive), ['breaksOff 2']);
    const missing = await open(handmadeZip([GOOD], { count: 5 }));
    assert.deepEqual(await problems(missing), ['breaksOff 1']);
  });

  it('that is a tar cut short lists what is before, and tells a cut file when it is read', async () => {
    const tar = await tarOf([
      GOOD,
      { name: 'cut.txt', content: 'x'.repeat(5000) },
      { name: 'lost.txt', content: 'y' },
    ]);
    const cut = tar.subarray(0, 3 * 512 + 2000);
    for (const bytes of [cut, gzip(cut), zstd(cut), gzip(tar).subarray(0, -40)]) {
      const archive = await open(bytes);
      assert.match((await problems(archive)).join(), /^breaksOff \d$/);
      assert.equal(await contentOf(archive, 'good.txt'), 'good');
    }
    assert.equal(await whyNot(contentOf(await open(cut), 'cut.txt')), 'damaged');
  });

  it('tells wrong bytes when they are read', async () => {
    const archive = await open(
      handmadeZip([
        { name: 'crc', content: 'changed', crc: 1 },
        { name: 'header', content: 'x', localSignature: 0 },
        { name: 'deflate', content: 'garbage', method: 8, size: 100 },
        GOOD,
      ]),
    );
    for (const name of ['crc', 'header', 'deflate'])
      assert.equal(await whyNot(contentOf(archive, name)), 'damaged', name);
    assert.equal(await contentOf(archive, 'good.txt'), 'good');
  });

  it('stops at a cancel', async () => {
    const archive = await open(await zipOf([{ name: 'a', content: Buffer.alloc(3_000_000, 'x') }]));
    const controller = new AbortController();
    const content = await archive.open('a', controller.signal);
    const read = (async () => {
      for await (const chunk of content) if (chunk.length > 0) controller.abort();
    })();
    assert.equal(await whyNot(read), 'cancelled');
  });

  for (const [what, make] of [
    [
      'zip',
      () =>
        zipOf([
          GOOD,
          { name: 'a/b.txt', content: 'text '.repeat(100) },
          { name: 'c.bin', content: Buffer.alloc(600, 7), store: true },
        ]),
    ],
    ['.tar.gz', async () => gzip(await tarOf([GOOD, { name: 'a/b.txt', content: 'text '.repeat(100) }]))],
    ['.tar.zst', async () => zstd(await tarOf([GOOD, { name: 'a/b.txt', content: 'text '.repeat(100) }]))],
    ['tar', () => tarOf([GOOD, { name: 'a/b.txt', content: 'text '.repeat(100) }])],
  ] as const)
    it(`changed anywhere, a ${what} opens or fails, and nothing else`, async () => {
      const original = await make();
      const change = fc.array(fc.record({ at: fc.nat(original.length - 1), to: fc.nat(255) }), {
        minLength: 1,
        maxLength: 6,
      });
      await fc.assert(
        fc.asyncProperty(
          change,
          fc.integer({ min: 1, max: original.length * 4 }),
          async (changes, length) => {
            const bytes = Buffer.from(original.subarray(0, length));
            for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
            try {
              const archive = await open(bytes, { entryBytes: 1_000_000 });
              const visit = async (path: string): Promise<void> => {
                for (const entry of (await archive.list(path, { from: 0, count: 100 })).entries) {
                  if (entry.path === undefined) continue;
                  if (entry.kind === 'folder') await visit(entry.path);
                  else await contentOf(archive, entry.path).catch(mustBeAFailure);
                }
              };
              await visit('');
            } catch (error) {
              mustBeAFailure(error);
            }
          },
        ),
        { numRuns: 500 },
      );
    });
});

function mustBeAFailure(error: unknown): void {
  assert.ok(error instanceof FailureError, String(error));
}
