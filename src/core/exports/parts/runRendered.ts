import type { RenderedRequest } from '../../platform/exportRequest.ts';
import { failureOf } from '../../platform/failure.ts';
import type { ActiveState, Job, Rendered, SavedFile } from '../job/job.ts';
import type { Ledger } from '../job/ledger.ts';
import { runInParts } from './runInParts.ts';
import type { JobRun } from '../run/jobRun.ts';

/**
 * Carries a rendered export to its file on disk; see {@link runInParts}. Its one part is the export that it is rendered from. Where
 * that is what is wrong, the part is set to begin anew, so that a retry does not meet the same again.
 */
export async function runRendered(
  start: ActiveState,
  run: JobRun,
  request: RenderedRequest,
  ledger: Ledger,
): Promise<{ readonly file: SavedFile; readonly rendered?: Rendered }> {
  const { job, render, signal, onProgress } = run;
  if (!render) throw new Error('there is nothing to render with');
  return runInParts(start, run, ledger, {
    step: 'rendering',
    async make([part], path) {
      if (part?.state.step !== 'done') throw new Error('the part has not ended');
      const { createdAt } = job;
      try {
        const sources = part.state.file.path;
        return await render({ job: { request, createdAt }, sources, path, signal, onProgress });
      } catch (error) {
        if (isOfSources(error)) await ledger.write(anew(part));
        throw error;
      }
    },
  });
}

function isOfSources(error: unknown): boolean {
  const { kind } = failureOf(error);
  return kind === 'gone' || kind === 'damaged';
}

function anew(part: Job): Job {
  return { ...part, state: { step: 'queued' } };
}
