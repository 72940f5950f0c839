import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bufferOf } from './bufferOf.ts';
import { ENTRY_DATE, type PackedFile } from './packedFile.ts';

/** What is already packed is stored, and so is what is too small to gain from it: a compressor for each costs more. */
const PACKED = /\.(?:zip|zst|png|bin)$/;
const WORTH_PACKING = 512;

/**
 * Writes a zip to `out`, entry by entry as `files` yields them: one entry is in memory at a time, and the next is asked for only
 * when `out` has room.
 */
export async function writeZip(
  files: Iterable<PackedFile> | AsyncIterable<PackedFile>,
  out: Writable,
  signal?: AbortSignal,
): Promise<void> {
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ zlib: { level: 6 } });
  const written = pipeline(archive, out, { ...(signal && { signal }) });
  const filled = (async () => {
    for await (const { path, bytes } of files) {
      const taken = once(archive, 'entry');
      archive.append(bytes, {
        name: path,
        date: ENTRY_DATE,
        mode: 0o644,
        store: PACKED.test(path) || bytes.length < WORTH_PACKING,
      });
      await Promise.race([taken, written]);
      if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), written]);
    }
    await archive.finalize();
  })();
  filled.catch((error: unknown) =>
    archive.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  await Promise.all([written, filled]);
}

/** A small zip, for use inside another. */
export async function zipBuffer(files: Iterable<PackedFile>): Promise<Buffer> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([bufferOf(out), writeZip(files, out)]);
  return bytes;
}
