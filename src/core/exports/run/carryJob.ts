import { isComposed, isRendered } from '../../platform/exportRequest.ts';
import type { ActiveState, PartCount, Rendered, SavedFile } from '../job/job.ts';
import type { Ledger } from '../job/ledger.ts';
import type { JobRun } from './jobRun.ts';

/**
 * Carries a job to its file, whatever kind it is of; `parts` is there for a composed one, `rendered` for a rendered one. An editor starts far more often than a
 * job does, so what carries jobs is loaded with the first one.
 */
export async function carryJob(
  start: ActiveState,
  run: JobRun,
  ledger: Ledger,
): Promise<{ readonly file: SavedFile; readonly parts?: PartCount; readonly rendered?: Rendered }> {
  if (isComposed(run.job.request)) {
    const { runComposed } = await import('../parts/runComposed.ts');
    return runComposed(start, run, ledger.parts(run.job.id));
  }
  if (isRendered(run.job.request)) {
    const { runRendered } = await import('../parts/runRendered.ts');
    return runRendered(start, run, run.job.request, ledger.parts(run.job.id));
  }
  const { runJob } = await import('./runJob.ts');
  return { file: await runJob(start, run) };
}
