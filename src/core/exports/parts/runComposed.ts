import type { ActiveState, PartCount, SavedFile } from '../job/job.ts';
import { readParts } from './jobParts.ts';
import type { Ledger } from '../job/ledger.ts';
import { packParts } from './packParts.ts';
import { runInParts } from './runInParts.ts';
import type { JobRun } from '../run/jobRun.ts';

/**
 * Carries a composed export to one zip on disk; see {@link runInParts}. A part that fails does not stop the others; the zip says what
 * it lacks.
 */
export async function runComposed(
  start: ActiveState,
  run: JobRun,
  ledger: Ledger,
): Promise<{ readonly file: SavedFile; readonly parts: PartCount }> {
  const { file } = await runInParts(start, run, ledger, {
    step: 'packing',
    make: (parts, path) => packParts(run.job, parts, path, run.now(), run.signal),
  });
  const parts = await readParts(ledger);
  const failed = parts.filter(({ state }) => state.step !== 'done').length;
  return { file, parts: { total: parts.length, failed } };
}
