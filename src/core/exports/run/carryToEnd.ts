import type { ExportPort, TaskRef } from '../../platform/exportPort.ts';
import { isMadeOfParts } from '../../platform/exportRequest.ts';
import { failureOf } from '../../platform/failure.ts';
import { pauseUntil } from '../../platform/pauseUntil.ts';
import type { Sleep } from '../../platform/sleep.ts';
import { carryJob } from './carryJob.ts';
import { removePartFiles } from '../parts/jobParts.ts';
import type { ActiveState, Job } from '../job/job.ts';
import { shortJob, unexpected } from '../job/jobLog.ts';
import type { Ledger } from '../job/ledger.ts';
import { removePart, removeUnfinished } from './removeUnfinished.ts';
import type { Renderer } from '../parts/renderer.ts';
import type { JobProgress } from './jobProgress.ts';

/** Why a run was stopped: the user's cancel ends the job, closing the editor only pauses it. */
export type Stopped = 'cancelled' | 'paused';

/** What carrying a job needs of its surroundings. */
export type Carrying = {
  readonly ledger: Ledger;
  readonly port: (connectionId: string, how: { readonly pastShare: boolean }) => Promise<ExportPort>;
  readonly fileName: string;
  readonly log: (line: string) => void;
  readonly now: () => Date;
  readonly sleep: Sleep;
  readonly render?: Renderer;
  readonly signal: AbortSignal;
  /** Why the signal was aborted; undefined while it was not. */
  readonly stopped: () => Stopped | undefined;
  readonly put: (job: Job) => Promise<void>;
  readonly onProgress: (progress: JobProgress) => void;
};

/**
 * Carries a job from `start` until it has ended, whichever way, or pauses; puts each state on record. What time alone mends pauses a
 * job and does not fail it. Fails only as the ledger does.
 */
export async function carryToEnd(job: Job, start: ActiveState, carrying: Carrying): Promise<void> {
  const { ledger, log, now, put } = carrying;
  let state: ActiveState = start;
  log(`job ${shortJob(job.id)}: ${job.request.kind}, from ${start.step}`);
  try {
    const done = await carryJob(
      start,
      {
        ...carrying,
        job,
        port: await carrying.port(job.connectionId, { pastShare: job.pastShare === true }),
        save: async (next) => {
          state = next;
          await put({ ...job, state: next });
        },
      },
      ledger,
    );
    const finishedAt = now().toISOString();
    const { partial, ...whole } = job;
    await put({ ...(partial ? whole : job), state: { step: 'done', ...done, ...taskOf(state), finishedAt } });
    log(`job ${shortJob(job.id)}: done, ${done.file.size} bytes`);
    if (isMadeOfParts(job.request) && (done.parts?.failed ?? 0) === 0) {
      // The file is complete: what it was made of has served.
      await removePartFiles(job);
      await ledger.removeParts(job.id);
    }
  } catch (error) {
    const failure = failureOf(error);
    const stopped = carrying.stopped();
    if (stopped === 'cancelled') {
      await endCancelled({ ...job, state }, carrying);
      log(`job ${shortJob(job.id)}: cancelled`);
    } else if (stopped === undefined) {
      const until = pauseUntil(failure, now());
      if (until) {
        await put({ ...job, state, paused: { until: until.toISOString(), failure } });
        log(`job ${shortJob(job.id)}: pauses in ${state.step}, ${failure.kind}`);
        return;
      }
      const finishedAt = now().toISOString();
      await put({ ...job, state: { step: 'failed', failure, resume: state, finishedAt } });
      log(`job ${shortJob(job.id)}: failed in ${state.step}, ${failure.kind}${unexpected(error)}`);
      // Its file will not come any more, and retrying begins another task.
      if (failure.kind === 'overtaken') await release(job, state, carrying);
    }
    return;
  }
  await release(job, state, carrying);
}

/**
 * Ends a job that nobody runs: what it had fetched goes, and the server may forget its task. Where it was to complete a partial
 * export, that is what it is again, and the parts that it has stay.
 */
export async function endCancelled(
  job: Job,
  carrying: Pick<Carrying, 'put' | 'now' | 'port' | 'log'>,
): Promise<void> {
  const { partial, ...whole } = job;
  if (partial) {
    await removePart(job);
    await carrying.put({ ...whole, state: partial });
  } else {
    await removeUnfinished(job);
    const finishedAt = carrying.now().toISOString();
    await carrying.put({ ...job, state: { step: 'cancelled', finishedAt, ...taskOf(job.state) } });
  }
  await release(job, job.state, carrying);
}

/** Lets the server forget a task that is over. What cannot be released now stays on the server, and is nobody's failure. */
async function release(
  job: Job,
  state: Job['state'],
  { port, log }: Pick<Carrying, 'port' | 'log'>,
): Promise<void> {
  if (!('task' in state)) return;
  try {
    await (
      await port(job.connectionId, { pastShare: true })
    ).release(job.request, state.task, AbortSignal.timeout(10_000));
  } catch (error) {
    log(`job ${shortJob(job.id)}: not released on the server (${failureOf(error).kind})`);
  }
}

/** The server's task behind a state. */
function taskOf(state: Job['state']): { readonly task?: TaskRef } {
  return 'task' in state ? { task: state.task } : {};
}
