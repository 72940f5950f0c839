import type { KolibriContext } from '../kolibriContext.ts';
import { PythonFailure } from '../roster/pythonFailure.ts';
import { hasFinished, type Job } from '../store/job.ts';
import { isoOffset } from '../wire/isoTime.ts';
import { newId } from '../store/newId.ts';
import type { User } from '../store/rows.ts';
import type { JobOrder, TaskType } from './taskType.ts';

const DAY = 24 * 3_600_000;
const RETRY_MS = 3_600_000;

/** Runs jobs as the server's workers do: several at once, each through its states (Kolibri protocol, section 3). */
export class JobEngine {
  readonly #types: ReadonlyMap<string, TaskType>;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<string>();
  readonly #work = new Set<Promise<void>>();
  #context: KolibriContext | undefined;
  #closed = false;

  constructor(types: readonly TaskType[]) {
    this.#types = new Map(types.map((type) => [type.name, type]));
  }

  /** Takes up what an earlier process has left: what was running is queued and run again. */
  open(context: KolibriContext): void {
    this.#context = context;
    this.requeue();
  }

  typeOf(name: string): TaskType | undefined {
    return this.#types.get(name);
  }

  /** Queues a job; it begins shortly, or at `at` (milliseconds since 1970). */
  enqueue(type: string, order: JobOrder, starter: User | undefined, at?: number, id = newId()): Job {
    const context = this.#here();
    const { school, clock } = context;
    const job: Job = {
      id,
      type,
      status: 'QUEUED',
      percentage: 0,
      exception: null,
      traceback: '',
      facility: order.facility,
      args: order.args,
      kwargs: order.kwargs,
      extra: {
        ...order.extra,
        ...(starter && { started_by: starter.id, started_by_username: starter.username }),
      },
      scheduled: isoOffset(at ?? clock.now()),
      repeat: 0,
      repeatInterval: 0,
      retryInterval: null,
      maxRetries: null,
    };
    school.jobs.set(id, job);
    context.changed();
    this.#plan(job);
    return job;
  }

  /** A job that waits for tomorrow, once: the server's own housekeeping. */
  schedule(id: string, type: string): void {
    const { school, clock } = this.#here();
    if (school.jobs.has(id)) return;
    const order = { facility: null, args: [], kwargs: {} };
    this.enqueue(type, order, undefined, clock.now() + DAY, id);
  }

  /** Leaves a record of a job of the server's own that is done already. */
  note(id: string, type: string): void {
    this.#here().school.jobs.delete(id);
    const order = { facility: null, args: [], kwargs: {} };
    Object.assign(this.enqueue(type, order, undefined, undefined, id), { status: 'COMPLETED' });
  }

  /** Queues a job again, as it is. */
  restart(job: Job, at?: number): void {
    const context = this.#here();
    job.status = 'QUEUED';
    job.scheduled = isoOffset(at ?? context.clock.now());
    context.changed();
    this.#plan(job);
  }

  /** Forgets a job that is not running. */
  remove(job: Job): void {
    clearTimeout(this.#timers.get(job.id));
    this.#timers.delete(job.id);
    this.#here().school.jobs.delete(job.id);
    this.#here().changed();
  }

  /** What a restart of the server does: whatever was running runs again from its beginning. */
  requeue(): void {
    const { school } = this.#here();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#running.clear();
    for (const job of school.jobs.values()) {
      if (job.status === 'RUNNING' || job.status === 'SELECTED') job.status = 'QUEUED';
      if (!hasFinished(job)) this.#plan(job);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#work);
  }

  #plan(job: Job): void {
    const { clock, switches } = this.#here();
    const wait = Math.max(0, Date.parse(job.scheduled) - clock.now());
    // The server's own jobs are for a day that no campus sees.
    if (wait >= DAY || !this.#types.has(job.type)) return;
    this.#after(job, wait + switches.jobMs / 3, () => this.#begin(job));
  }

  #begin(job: Job): void {
    const { switches } = this.#here();
    if (this.#running.size >= switches.jobWorkers) {
      this.#after(job, 20, () => this.#begin(job));
      return;
    }
    this.#running.add(job.id);
    job.status = 'RUNNING';
    const outcome = switches.jobOutcome;
    if (outcome === 'stuck') return;
    this.#after(job, (switches.jobMs * 2) / 3, () => {
      const work = this.#carryOut(job, outcome).finally(() => this.#work.delete(work));
      this.#work.add(work);
    });
  }

  async #carryOut(job: Job, outcome: 'ok' | 'failed'): Promise<void> {
    const context = this.#here();
    try {
      if (outcome === 'failed') throw new PythonFailure('OSError', '[Errno 28] No space left on device');
      await this.#types.get(job.type)?.run(context, job);
      job.status = 'COMPLETED';
      job.exception = null;
      job.traceback = '';
    } catch (error) {
      const failure =
        error instanceof PythonFailure
          ? error
          : new PythonFailure('RuntimeError', error instanceof Error ? error.message : String(error));
      job.status = 'FAILED';
      job.exception = failure.exception;
      job.traceback = tracebackOf(failure);
    }
    this.#running.delete(job.id);
    if (job.repeat === null) this.#again(job);
    context.changed();
  }

  /** A job that comes back every day, or after an hour when it has failed: QUEUED with the exception of the last try. */
  #again(job: Job): void {
    const { clock } = this.#here();
    const wait = job.status === 'FAILED' ? (job.retryInterval ?? 0) * 1000 || RETRY_MS : DAY;
    job.status = 'QUEUED';
    job.scheduled = isoOffset(clock.now() + wait);
  }

  #after(job: Job, ms: number, act: () => void): void {
    clearTimeout(this.#timers.get(job.id));
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(job.id);
      act();
    }, ms);
    timer.unref();
    this.#timers.set(job.id, timer);
  }

  #here(): KolibriContext {
    if (this.#context === undefined) throw new Error('The job engine is not open.');
    return this.#context;
  }
}

/** As Python prints it: only the last line is for people. */
function tracebackOf({ lastLine }: PythonFailure): string {
  return `Traceback (most recent call last):\n  File "kolibri/core/tasks/job.py", line 370, in execute\n    result = func(*args, **kwargs)\n${lastLine}\n`;
}
