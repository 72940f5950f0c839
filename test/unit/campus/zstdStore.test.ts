import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { bufferOf } from '../../../src/core/campus/exports/bufferOf.ts';
import { zstdPack } from '../../../src/core/campus/exports/zstdPack.ts';
import { zstdStore } from '../../../src/core/campus/exports/zstdStore.ts';
import { unzstd } from './readArchives.ts';

describe('zstd', () => {
  const noise = randomBytes(700_001);
  for (const [name, chunks] of [
    ['nothing', []],
    ['one byte', [Buffer.from('a')]],
    ['chunks larger than a block', [noise, noise.subarray(0, 131_072), noise.subarray(0, 131_073)]],
    ['many small chunks', Array.from({ length: 300 }, (_, at) => noise.subarray(at, at * 2))],
  ] as const) {
    for (const [kind, pack] of [
      ['raw blocks', zstdStore],
      ['the best packer of this Node', zstdPack],
    ] as const) {
      it(`packs ${name} with ${kind} so that another decoder reads it`, async () => {
        const packed = await bufferOf(Readable.from(chunks, { objectMode: true }).pipe(pack()));
        assert.equal(packed.readUInt32LE(0), 0xfd2fb528);
        assert.ok(unzstd(packed).equals(Buffer.concat(chunks)));
      });
    }
  }
});
