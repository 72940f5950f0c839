import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { archiveFormat, FORMAT_BYTES } from '../archives/archiveFormat.ts';
import { zstdDecompress } from '../exports/file/zstdDecompress.ts';
import { fail } from '../platform/failure.ts';
import type { Recognition } from './recognition.ts';

/** More than any compressor wants before it gives the first bytes. */
const MOST_BYTES = 1024 * 1024;

/** What a compressed file is: a packed tar is a workspace. Only its beginning is unpacked. */
export async function recogniseTar(
  path: string,
  kind: 'tar.gz' | 'tar.zst',
  signal: AbortSignal,
): Promise<Recognition> {
  const head: Buffer[] = [];
  let length = 0;
  try {
    await pipeline(
      createReadStream(path, { end: MOST_BYTES - 1 }),
      kind === 'tar.gz' ? createGunzip() : await zstdDecompress(),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) {
          head.push(chunk);
          length += chunk.length;
          if (length >= FORMAT_BYTES) return;
        }
      },
      { signal },
    );
  } catch {
    if (signal.aborted) fail({ kind: 'cancelled' });
    // What was left unread is no fault; too little is.
    if (length < FORMAT_BYTES) return { outcome: 'refused', reason: 'broken' };
  }
  return archiveFormat(Buffer.concat(head)) === 'tar'
    ? { outcome: 'known', kind: 'workspace', hints: [] }
    : { outcome: 'refused', reason: 'notOurs' };
}
