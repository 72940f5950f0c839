import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Downloaded } from '../file/download.ts';
import { Measure } from '../file/measure.ts';

/** Adds an entry and resolves when it is written. `store` keeps what is packed already as it is. */
export type AddEntry = (name: string, content: Readable | string, store?: boolean) => Promise<void>;

/**
 * Writes a zip, streaming: `fill` adds one entry after the other, and none is in memory. Answers the zip's size and SHA-256, which are
 * taken as it is written. Fails if `fill`, one of its streams or the disk does.
 *
 * @param at the date of the entries; the same entries and date make the same zip
 */
export async function writeZip(
  path: string,
  at: Date,
  signal: AbortSignal,
  fill: (add: AddEntry) => Promise<void>,
): Promise<Downloaded> {
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ zlib: { level: 6 }, forceLocalTime: true });
  const measure = new Measure();
  const written = pipeline(archive, measure, createWriteStream(path, { mode: 0o600 }), { signal });
  const add: AddEntry = async (name, content, store = false) => {
    const taken = new Promise<void>((done, fail) => {
      archive.once('entry', () => done());
      if (typeof content !== 'string') content.once('error', fail);
    });
    archive.append(content, { name, store, date: at, mode: 0o644 });
    await Promise.race([taken, written]);
  };
  const filled = fill(add).then(() => archive.finalize());
  // The archive's end is the pipeline's: an entry that cannot be read ends both.
  filled.catch((error: unknown) =>
    archive.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  await Promise.all([written, filled]);
  return measure.result();
}
