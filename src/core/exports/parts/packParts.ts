import { createReadStream } from 'node:fs';
import type { Downloaded } from '../file/download.ts';
import type { Job } from '../job/job.ts';
import { entryNames } from './entryNames.ts';
import { manifestText, partsManifest } from './partsManifest.ts';
import { writeZip } from './writeZip.ts';

/**
 * Packs the saved parts of a composed export and their manifest into a zip, one file open at a time. What is packed already is stored
 * as it is.
 *
 * @param at when the zip is made, for its manifest and its entries
 */
export async function packParts(
  job: Pick<Job, 'request'>,
  parts: readonly Job[],
  path: string,
  at: Date,
  signal: AbortSignal,
): Promise<Downloaded> {
  const names = entryNames(parts);
  return writeZip(path, at, signal, async (add) => {
    await add('manifest.json', manifestText(job.request, at, partsManifest(parts)));
    for (const part of parts) {
      const name = names.get(part.id);
      if (part.state.step !== 'done' || name === undefined) continue;
      const { file } = part.state;
      await add(`${name}.${file.kind}`, createReadStream(file.path), file.kind !== 'csv');
    }
  });
}
