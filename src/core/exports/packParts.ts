import { createReadStream } from 'node:fs';
import type { Downloaded } from './download.ts';
import type { Job } from './job.ts';
import { manifestText, partsManifest } from './partsManifest.ts';
import { writeZip } from './writeZip.ts';

/**
 * Packs the saved parts of a composed export and their manifest into a zip, one file open at a time. What is packed already is stored
 * as it is.
 */
export async function packParts(
  job: Job,
  parts: readonly Job[],
  path: string,
  signal: AbortSignal,
): Promise<Downloaded> {
  return writeZip(path, signal, async (add) => {
    await add('manifest.json', manifestText(job, partsManifest(parts)));
    for (const part of parts) {
      if (part.state.step !== 'done' || part.name === undefined) continue;
      const { file } = part.state;
      await add(`${part.name}.${file.kind}`, createReadStream(file.path), file.kind !== 'csv');
    }
  });
}
