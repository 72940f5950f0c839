import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Downloaded } from './download.ts';
import type { Job } from './job.ts';
import { partsManifest } from './partsManifest.ts';

/** A fixed date, so that the same parts make the same zip. The parts' own dates are those of this machine, and say nothing. */
const ENTRY_DATE = new Date(Date.UTC(1980, 0, 2));

/**
 * Packs the saved parts of a composed export and their manifest into a zip, streaming: one file is open at a time and none is in
 * memory. What is packed already is stored as it is. Answers the zip's size and SHA-256, which are taken as it is written.
 */
export async function packParts(
  job: Job,
  parts: readonly Job[],
  path: string,
  signal: AbortSignal,
): Promise<Downloaded> {
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ zlib: { level: 6 } });
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const written = pipeline(archive, measure, createWriteStream(path, { mode: 0o600 }), { signal });
  const filled = fill();
  // The archive's end is the pipeline's: a part that cannot be read ends both.
  filled.catch((error: unknown) =>
    archive.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  await Promise.all([written, filled]);
  return { size, sha256: hash.digest('hex') };

  async function fill(): Promise<void> {
    const manifest = partsManifest(job, parts);
    archive.append(`${JSON.stringify(manifest, undefined, 2)}\n`, {
      name: 'manifest.json',
      date: ENTRY_DATE,
    });
    for (const part of parts) {
      if (part.state.step !== 'done' || part.name === undefined) continue;
      const { file } = part.state;
      await append(createReadStream(file.path), `${part.name}.${file.kind}`, file.kind !== 'csv');
    }
    await archive.finalize();
  }

  /** Resolves when the entry is written: the next file is opened only then. */
  async function append(
    source: ReturnType<typeof createReadStream>,
    name: string,
    store: boolean,
  ): Promise<void> {
    const taken = new Promise<void>((done, fail) => {
      archive.once('entry', () => done());
      source.once('error', fail);
    });
    archive.append(source, { name, store, date: ENTRY_DATE, mode: 0o644 });
    await Promise.race([taken, written]);
  }
}
