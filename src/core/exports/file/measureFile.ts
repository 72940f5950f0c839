import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Downloaded } from './download.ts';

/** Reads a file to its end: its size in bytes and its SHA-256. `onRead` is told how many bytes came. Fails as the disk does. */
export async function measureFile(
  path: string,
  signal: AbortSignal,
  onRead: (bytes: number) => void = () => undefined,
): Promise<Downloaded> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, signal })) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    size += bytes.length;
    onRead(bytes.length);
  }
  return { size, sha256: hash.digest('hex') };
}
