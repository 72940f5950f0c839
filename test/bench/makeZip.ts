import { createCipheriv } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const BLOCK_BYTES = 1024 * 1024;

/** The key stream of a cipher under a fixed key: the same bytes everywhere, and no compressor makes them fewer. */
function* noise(bytes: number): Generator<Buffer> {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  const zeros = Buffer.alloc(BLOCK_BYTES);
  for (let left = bytes; left > 0; left -= BLOCK_BYTES)
    yield cipher.update(zeros.subarray(0, Math.min(left, BLOCK_BYTES)));
}

/** Writes a zip with one stored entry of so many bytes: what a coursework export with a large video looks like. */
export async function makeZip(path: string, bytes: number): Promise<void> {
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ store: true });
  archive.append(Readable.from(noise(bytes)), { name: 'video.mp4', date: new Date(0) });
  await Promise.all([pipeline(archive, createWriteStream(path)), archive.finalize()]);
}
