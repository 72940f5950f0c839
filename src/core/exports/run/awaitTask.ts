import type { RemoteFile, TaskRef, TaskState } from '../../platform/exportPort.ts';
import { fail, failureOf } from '../../platform/failure.ts';
import { isPassing } from './isPassing.ts';
import { pollDelay } from './pollDelay.ts';
import type { JobRun } from './jobRun.ts';

/** A server may not know its own task for a moment (Codio protocol, section 5.2): this many answers in a row are let pass. */
const UNKNOWN_TASK_ANSWERS = 3;
/** Polls in a row that may fail for a passing reason before the job does. */
const FAILED_POLLS = 8;

/**
 * Polls a task, ever more slowly, until its file is ready. Fails as timedOut at the schedule's limit, as serverFault with the
 * server's own words when the task failed, as gone/task when the server has forgotten it.
 *
 * @param since when the task was begun; a resumed job keeps its first time, so that the limit holds over restarts
 */
export async function awaitTask(task: TaskRef, since: Date, run: JobRun): Promise<RemoteFile> {
  const { port, job, signal } = run;
  const schedule = port.schedule(job.request);
  let failed = 0;
  let unknown = 0;
  for (let polls = 0; ; polls++) {
    const elapsed = run.now().getTime() - since.getTime();
    // A job that comes back after its limit is asked about once: the file may have been ready for hours.
    const delay = pollDelay(schedule, polls, elapsed) ?? (polls === 0 ? 0 : undefined);
    if (delay === undefined) fail({ kind: 'timedOut', afterMs: schedule.limit });
    await run.sleep(delay, signal);

    let state: TaskState;
    try {
      state = await port.check(job.request, task, signal);
      failed = 0;
      unknown = 0;
    } catch (error) {
      const failure = failureOf(error);
      const isUnknown = failure.kind === 'gone' && failure.missing === 'task';
      if (isUnknown && ++unknown < UNKNOWN_TASK_ANSWERS) continue;
      if (isPassing(failure) && ++failed < FAILED_POLLS) continue;
      throw error;
    }
    if (state.step === 'ready') return state.file;
    if (state.step === 'overtaken') fail({ kind: 'overtaken', by: state.by });
    if (state.step === 'failed') fail({ kind: 'serverFault', detail: state.reason });
    run.onProgress({ step: 'waiting', ...(state.fraction !== undefined && { fraction: state.fraction }) });
  }
}
