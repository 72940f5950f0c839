import { pipeline, Readable } from 'node:stream';
import zlib, { createGunzip } from 'node:zlib';
import { zstdDecompress } from '../exports/file/zstdDecompress.ts';
import type { ArchiveFormat } from './archiveFormat.ts';
import type { ArchiveLimits } from './archiveLimits.ts';
import type { ArchiveBytes } from './archiveReader.ts';
import { refuse } from './refusal.ts';

export type Decoders = {
  /** Makes the zstd decoder; tests name the one for older Nodes here. */
  readonly zstd?: typeof zstdDecompress;
};

/** A decoder in JavaScript gives all that it makes of one piece at once: a hostile one of this size makes 32 MiB. */
const PIECE_BYTES = 1024;

/** The bytes of a packed tar as the tar has them, counted while they come: what expands beyond reason is refused on the way. */
export async function* tarBytes(
  source: ArchiveBytes,
  format: Exclude<ArchiveFormat, 'zip'>,
  limits: ArchiveLimits,
  signal: AbortSignal,
  { zstd = zstdDecompress }: Decoders = {},
): AsyncGenerator<Buffer> {
  const packedSize = source.access === 'random' ? source.bytes.size : source.packedSize;
  const packed = source.access === 'random' ? source.bytes.stream(0, source.bytes.size) : source.open(signal);
  const byRatio = format === 'tar' ? Infinity : Math.max(limits.ratioFrom, packedSize * limits.ratio);
  let left = Math.min(limits.expandedBytes, byRatio);
  for await (const chunk of await unpacked(packed, format, zstd)) {
    signal.throwIfAborted();
    // What comes before the limit is given all the same: the entries in it are whole.
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left >= 0) continue;
    if (byRatio < limits.expandedBytes) refuse('bomb', limits.ratio);
    refuse('tooLarge', limits.expandedBytes);
  }
}

async function unpacked(
  packed: AsyncIterable<Buffer>,
  format: Exclude<ArchiveFormat, 'zip'>,
  zstd: typeof zstdDecompress,
): Promise<AsyncIterable<Buffer>> {
  switch (format) {
    case 'tar':
      return packed;
    case 'tar.gz':
      // What goes wrong arrives at the last stream, which is read.
      return pipeline(Readable.from(packed), createGunzip(), () => undefined);
    case 'tar.zst': {
      const native = zstd === zstdDecompress && 'createZstdDecompress' in zlib;
      return pipeline(Readable.from(native ? packed : pieces(packed)), await zstd(), () => undefined);
    }
  }
}

async function* pieces(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of packed)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
}
