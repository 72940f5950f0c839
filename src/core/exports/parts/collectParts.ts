import { fail, failureOf } from '../../platform/failure.ts';
import { pauseUntil } from '../../platform/pauseUntil.ts';
import { isActive, type ActiveState, type Job } from '../job/job.ts';
import { readParts } from './jobParts.ts';
import type { Ledger } from '../job/ledger.ts';
import { runJob } from '../run/runJob.ts';
import type { JobRun } from '../run/jobRun.ts';
import type { PartProgress } from '../run/jobProgress.ts';

/** Parts that are made at the same time; the platform's own request limits hold for all of them together. */
const PARTS_AT_ONCE = 4;

/**
 * Carries every part of a job that has not ended, a few at a time, each by {@link runJob}. Resolves when all have; a part that fails
 * does not stop the others. A failure that would meet every part alike, such as
 * a full disk, stops them all and is this function's own.
 */
export async function collectParts(run: JobRun, ledger: Ledger): Promise<void> {
  const parts = await readParts(ledger);
  const waiting = parts.filter(({ state }) => isActive(state));
  let ended = parts.length - waiting.length;
  let failed = parts.filter(({ state }) => state.step === 'failed').length;
  const total = parts.length;
  // The steps of a single part are worth showing; of many, their number is.
  const report = (part?: PartProgress): void =>
    run.onProgress({ step: 'collecting', ended, failed, total, ...(part && total === 1 && { part }) });
  report();

  const stop = new AbortController();
  const partRun: JobRun = { ...run, signal: AbortSignal.any([run.signal, stop.signal]) };
  const worker = async (): Promise<void> => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      if (!(await carryPart(part, partRun, ledger, report))) failed += 1;
      ended += 1;
      report();
    }
  };
  let reason: unknown;
  const workers = Array.from({ length: PARTS_AT_ONCE }, () =>
    worker().catch((error: unknown) => {
      reason ??= error;
      stop.abort();
    }),
  );
  await Promise.all(workers);
  if (reason !== undefined) throw reason instanceof Error ? reason : new Error('a part broke down');
}

/** True when the part is saved. */
async function carryPart(
  part: Job,
  run: JobRun,
  ledger: Ledger,
  report: (part: PartProgress) => void,
): Promise<boolean> {
  if (!isActive(part.state)) return part.state.step === 'done';
  let state: ActiveState = part.state;
  const finishedAt = (): string => run.now().toISOString();
  try {
    const file = await runJob(state, {
      ...run,
      job: part,
      fileName: part.name ?? part.id,
      onProgress: (progress) => report({ state, progress }),
      save: async (next) => {
        state = next;
        await ledger.write({ ...part, state: next });
        report({ state });
      },
    });
    await ledger.write({ ...part, state: { step: 'done', file, finishedAt: finishedAt() } });
    return true;
  } catch (error) {
    if (run.signal.aborted) fail({ kind: 'cancelled' });
    const failure = failureOf(error);
    // The job pauses, and so does this part of it: it has not failed.
    if (pauseUntil(failure, run.now())) throw error;
    await ledger.write({
      ...part,
      state: { step: 'failed', failure, resume: state, finishedAt: finishedAt() },
    });
    // What stops every part alike stops the job: it goes on from here once that is mended.
    if (failure.kind === 'signedOut' || failure.kind === 'disk') throw error;
    return false;
  }
}
