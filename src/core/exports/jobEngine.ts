import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportPort, PlannedPart, TaskRef } from '../platform/exportPort.ts';
import { isComposed, type ExportRequest } from '../platform/exportRequest.ts';
import { failureOf } from '../platform/failure.ts';
import { sleep, type Sleep } from '../platform/sleep.ts';
import { carryJob } from './carryJob.ts';
import { ChangeSignal } from './changeSignal.ts';
import { removePartFiles, resetParts, retryParts, writeParts } from './composedParts.ts';
import { canRetry, isActive, type ActiveState, type Job, type JobState } from './job.ts';
import { shortJob, unexpected } from './jobLog.ts';
import type { Ledger } from './ledger.ts';
import { retryState } from './retryState.ts';
import type { JobProgress, JobRun } from './runJob.ts';

export type JobEngineOptions = {
  readonly ledger: Ledger;
  /** The exports of a connection; fails as signedOut when its secrets are not there, gone/server when it was removed. */
  readonly port: (connectionId: string) => Promise<ExportPort>;
  readonly settings: () => {
    /** Absolute path of the export folder. */
    readonly folder: string;
    readonly fileName: string;
    /** How many jobs may run at once. */
    readonly simultaneous: number;
  };
  /** For the log: lines without names, links or secrets. */
  readonly log: (line: string) => void;
  readonly now?: () => Date;
  readonly sleep?: Sleep;
};

/** A job as it is shown: the record, and how far its current step has come when this window runs it. */
export type JobView = { readonly job: Job; readonly progress?: JobProgress };

/** Why a run was aborted: the user's cancel ends the job, closing the editor only pauses it. */
type Run = { readonly controller: AbortController; cancelled: boolean; readonly finished: Promise<void> };

/** How often jobs of other windows are looked at, in case that window died. */
const ADOPT_MS = 5_000;
const PROGRESS_MS = 200;

/**
 * Runs jobs: a few at a time, each carried by {@link runJob}, each step in the ledger first. Jobs that another window runs are
 * shown, and taken over when that window dies.
 */
export class JobEngine {
  readonly #options: JobEngineOptions;
  readonly #now: () => Date;
  readonly #jobs = new Map<string, Job>();
  readonly #progress = new Map<string, JobProgress>();
  readonly #runs = new Map<string, Run>();
  readonly #changes = new ChangeSignal(PROGRESS_MS);
  readonly #endWatch: () => void;
  #adopting: NodeJS.Timeout | undefined;
  #pumping: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(options: JobEngineOptions) {
    this.#options = options;
    this.#now = options.now ?? ((): Date => new Date());
    this.#endWatch = options.ledger.watch(() => this.#look());
  }

  /** All jobs, newest first. */
  get jobs(): readonly JobView[] {
    return [...this.#jobs.values()]
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id))
      .map((job) => this.#view(job));
  }

  job(id: string): JobView | undefined {
    const job = this.#jobs.get(id);
    return job && this.#view(job);
  }

  /** Calls `listener` after any change, a few times a second at most. Returns what ends it. */
  onDidChange(listener: () => void): () => void {
    return this.#changes.listen(listener);
  }

  /** Reads the ledger and goes on with every job that nobody runs. Call once at the start; the ledger's changes call it later. */
  async refresh(): Promise<void> {
    const onDisk = await this.#options.ledger.read();
    if (this.#disposed) return;
    const ids = new Set(onDisk.map((job) => job.id));
    for (const id of this.#jobs.keys()) if (!ids.has(id) && !this.#runs.has(id)) this.#jobs.delete(id);
    for (const job of onDisk) {
      const run = this.#runs.get(job.id);
      if (!run) this.#jobs.set(job.id, job);
      else if (job.state.step === 'cancelled') this.#abort(run);
    }
    this.#changes.fire();
    await this.#pump();
  }

  /**
   * Puts a new job on the ledger and runs it as soon as there is room. A composed export brings the plan of its parts; an export that
   * the server has already brings its task.
   */
  async start(
    connectionId: string,
    request: ExportRequest,
    { plan = [], task }: { readonly plan?: readonly PlannedPart[]; readonly task?: TaskRef } = {},
  ): Promise<Job> {
    const now = this.#now().toISOString();
    const job: Job = {
      id: randomUUID(),
      connectionId,
      request,
      folder: this.#options.settings().folder,
      createdAt: now,
      state: isComposed(request)
        ? { step: 'collecting', total: plan.length }
        : task
          ? { step: 'waiting', task, since: now }
          : { step: 'queued' },
    };
    if (isComposed(request)) await writeParts(job, plan, this.#options.ledger.parts(job.id));
    await this.#put(job);
    void this.#pump();
    return job;
  }

  /** Stops a job, here or in the window that runs it, and removes what it had fetched. */
  async cancel(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job || !isActive(job.state)) return;
    const run = this.#runs.get(id);
    if (run) {
      this.#abort(run);
      await run.finished;
    } else {
      await this.#end(job, { step: 'cancelled', finishedAt: this.#now().toISOString() });
    }
  }

  /**
   * Goes on with a failed or cancelled job: from where it stopped, or anew where the failure means that the server must. Of a
   * composed export only the parts that failed are made again.
   */
  async retry(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job || !canRetry(job)) return;
    const state = await this.#retryState(job);
    if (state.step === 'queued') await this.#removePart(job);
    await this.#put({ ...job, state });
    void this.#pump();
  }

  async #retryState(job: Job): Promise<ActiveState> {
    const { state, request } = job;
    if (!isComposed(request))
      return state.step === 'failed' || state.step === 'cancelled'
        ? retryState(state, this.#now())
        : { step: 'queued' };
    const parts = this.#options.ledger.parts(job.id);
    if (state.step === 'cancelled') await resetParts(parts);
    else await retryParts(parts, this.#now());
    return { step: 'collecting', total: (await parts.read()).length };
  }

  /** Takes an ended job off the list. A finished file stays on disk; what is left of an unfinished one goes. */
  async remove(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job || isActive(job.state)) return;
    await this.#removePart(job);
    await removePartFiles(job);
    await this.#options.ledger.remove(id);
    this.#jobs.delete(id);
    this.#changes.fire();
  }

  /** Resolves when no job runs in this window any more; for tests and for `dispose`. */
  async idle(): Promise<void> {
    await this.#pumping;
    while (this.#runs.size > 0) {
      await Promise.all([...this.#runs.values()].map((run) => run.finished));
      await this.#pumping;
    }
  }

  /** Pauses everything: the ledger keeps each job's state, and the next start goes on from it. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#endWatch();
    clearTimeout(this.#adopting);
    this.#changes.dispose();
    for (const run of this.#runs.values()) run.controller.abort();
    await this.idle();
  }

  /** A look that nobody waits for. */
  #look(): void {
    this.refresh().catch((error: unknown) =>
      this.#options.log(`the ledger cannot be read (${String(error)})`),
    );
  }

  #view(job: Job): JobView {
    const progress = this.#progress.get(job.id);
    return progress ? { job, progress } : { job };
  }

  /** Starts what can be started, oldest first. Pumps follow one another, so that no job is looked at twice at once. */
  #pump(): Promise<void> {
    this.#pumping = this.#pumping.then(() => this.#startWaiting());
    return this.#pumping;
  }

  async #startWaiting(): Promise<void> {
    clearTimeout(this.#adopting);
    const waiting = [...this.#jobs.values()]
      .filter((job) => isActive(job.state) && !this.#runs.has(job.id))
      .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    for (const { id } of waiting) {
      if (this.#disposed || this.#runs.size >= this.#options.settings().simultaneous) return;
      await this.#startOne(id);
    }
    const foreign = [...this.#jobs.values()].some((job) => isActive(job.state) && !this.#runs.has(job.id));
    if (foreign && !this.#disposed) this.#adopting = setTimeout(() => this.#look(), ADOPT_MS).unref();
  }

  async #startOne(id: string): Promise<void> {
    const lease = await this.#options.ledger.lease(id);
    if (!lease) return;
    // The other window may have finished it between our look and our lease.
    const job = await this.#options.ledger.readJob(id);
    if (!job || !isActive(job.state) || this.#disposed) {
      if (job) this.#jobs.set(id, job);
      await lease.release();
      return;
    }
    this.#jobs.set(id, job);
    const controller = new AbortController();
    const { promise: finished, resolve } = withResolvers();
    const run: Run = { controller, cancelled: false, finished };
    this.#runs.set(id, run);
    void this.#carry(job, job.state, run)
      .catch((error: unknown) =>
        this.#options.log(`job ${shortJob(id)}: the ledger cannot be written (${String(error)})`),
      )
      .finally(async () => {
        this.#runs.delete(id);
        this.#progress.delete(id);
        await lease.release();
        this.#changes.fire();
        resolve();
        if (!this.#disposed) void this.#pump();
      });
  }

  async #carry(job: Job, start: ActiveState, run: Run): Promise<void> {
    const { log, port, settings } = this.#options;
    let state: ActiveState = start;
    log(`job ${shortJob(job.id)}: ${job.request.kind}, from ${start.step}`);
    try {
      const jobRun: JobRun = {
        job,
        port: await port(job.connectionId),
        fileName: settings().fileName,
        now: this.#now,
        sleep: this.#options.sleep ?? sleep,
        signal: run.controller.signal,
        save: async (next) => {
          state = next;
          this.#progress.delete(job.id);
          await this.#put({ ...job, state: next });
        },
        onProgress: (progress) => {
          this.#progress.set(job.id, progress);
          this.#changes.fire();
        },
      };
      const done = await carryJob(start, jobRun, this.#options.ledger);
      await this.#put({
        ...job,
        state: { step: 'done', ...done, ...taskOf(state), finishedAt: this.#now().toISOString() },
      });
      log(`job ${shortJob(job.id)}: done, ${done.file.size} bytes`);
      if (done.parts?.failed === 0) await this.#forgetParts(job);
    } catch (error) {
      const failure = failureOf(error);
      const finishedAt = this.#now().toISOString();
      if (run.cancelled) {
        await this.#end({ ...job, state }, { step: 'cancelled', finishedAt });
        log(`job ${shortJob(job.id)}: cancelled`);
      } else if (!this.#disposed) {
        await this.#put({ ...job, state: { step: 'failed', failure, resume: state, finishedAt } });
        log(`job ${shortJob(job.id)}: failed in ${state.step}, ${failure.kind}${unexpected(error)}`);
      }
      return;
    }
    await this.#release(job, state);
  }

  /** The zip is complete: what it was packed from has served. */
  async #forgetParts(job: Job): Promise<void> {
    await removePartFiles(job);
    await this.#options.ledger.removeParts(job.id);
  }

  #abort(run: Run): void {
    run.cancelled = true;
    run.controller.abort();
  }

  async #end(job: Job, state: JobState): Promise<void> {
    await this.#removePart(job);
    await removePartFiles(job);
    await this.#put({ ...job, state });
    if (isActive(job.state)) await this.#release(job, job.state);
  }

  /** Lets the server forget a task that is over. What cannot be released now stays on the server, and is nobody's failure. */
  async #release(job: Job, state: ActiveState): Promise<void> {
    if (!('task' in state)) return;
    try {
      const port = await this.#options.port(job.connectionId);
      await port.release(job.request, state.task, AbortSignal.timeout(10_000));
    } catch (error) {
      this.#options.log(`job ${shortJob(job.id)}: not released on the server (${failureOf(error).kind})`);
    }
  }

  async #removePart({ folder, state }: Job): Promise<void> {
    const from = state.step === 'failed' ? state.resume : state;
    if (from.step === 'downloading' || from.step === 'saving')
      await rm(join(folder, from.part.name), { force: true });
  }

  async #put(job: Job): Promise<void> {
    await this.#options.ledger.write(job);
    this.#jobs.set(job.id, job);
    this.#changes.fire();
  }
}

/** The server's task behind a state. */
function taskOf(state: ActiveState): { readonly task?: TaskRef } {
  return 'task' in state ? { task: state.task } : {};
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
