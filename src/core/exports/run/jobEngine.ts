import type { ExportPort, TaskRef } from '../../platform/exportPort.ts';
import { isMadeOfParts, type ExportRequest } from '../../platform/exportRequest.ts';
import { sleep, type Sleep } from '../../platform/sleep.ts';
import { carryToEnd, endCancelled, type Stopped } from './carryToEnd.ts';
import { writeParts, type PartToMake } from '../parts/jobParts.ts';
import { canRetry, isActive, type Job, type JobState } from '../job/job.ts';
import { shortJob } from '../job/jobLog.ts';
import { JobRecords, type JobView } from '../job/jobRecords.ts';
import type { Ledger } from '../job/ledger.ts';
import { newJob } from '../job/newJob.ts';
import { nextTry } from './nextTry.ts';
import type { Renderer } from '../parts/renderer.ts';
import { removePart, removeUnfinished } from './removeUnfinished.ts';

export type JobEngineOptions = {
  readonly ledger: Ledger;
  /** The exports of a connection; fails as signedOut when its secrets are not there, gone/server when it was removed. */
  readonly port: (connectionId: string, how: { readonly pastShare: boolean }) => Promise<ExportPort>;
  readonly settings: () => {
    /** Absolute path of the export folder. */
    readonly folder: string;
    readonly fileName: string;
    /** How many jobs may run at once. */
    readonly simultaneous: number;
  };
  /** For the log: lines without names, links or secrets. */
  readonly log: (line: string) => void;
  /** What rendered exports are made with; absent where there are none. */
  readonly render?: Renderer;
  readonly now?: () => Date;
  readonly sleep?: Sleep;
};

type Run = { readonly controller: AbortController; stopped: Stopped | undefined; finished: Promise<void> };

/** How often jobs of other windows are looked at, in case that window died. */
const ADOPT_MS = 5_000;
/** How often it is looked whether a paused job may go on: a machine that slept wakes later than its timers. */
const PAUSED_MS = 30_000;

/**
 * Runs jobs: a few at a time, each carried by {@link carryToEnd}, each step in the ledger first. Jobs that another window runs are
 * shown, and taken over when that window dies.
 */
export class JobEngine {
  readonly #options: JobEngineOptions;
  readonly #now: () => Date;
  readonly #records: JobRecords;
  readonly #runs = new Map<string, Run>();
  readonly #endWatch: () => void;
  #adopting: NodeJS.Timeout | undefined;
  #pumping: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(options: JobEngineOptions) {
    this.#options = options;
    this.#now = options.now ?? ((): Date => new Date());
    this.#records = new JobRecords(options.ledger);
    this.#endWatch = options.ledger.watch(() => this.#look());
  }

  /** All jobs, newest first. */
  get jobs(): readonly JobView[] {
    return this.#records.views;
  }

  job(id: string): JobView | undefined {
    return this.#records.view(id);
  }

  /** Calls `listener` after any change, a few times a second at most. Returns what ends it. */
  onDidChange(listener: () => void): () => void {
    return this.#records.onDidChange(listener);
  }

  /** Reads the ledger and goes on with every job that nobody runs. Call once at the start; the ledger's changes call it later. */
  async refresh(): Promise<void> {
    const asOf = this.#records.changeCount;
    const onDisk = await this.#options.ledger.read();
    if (this.#disposed) return;
    for (const { id, state } of onDisk) {
      const run = this.#runs.get(id);
      if (!run || !this.#isCalledOff(id, state)) continue;
      // A retry may have begun since the ledger was read.
      const now = await this.#options.ledger.readJob(id);
      if (now && this.#isCalledOff(id, now.state)) stop(run, 'cancelled');
    }
    this.#records.adopt(onDisk, asOf, (id) => this.#runs.has(id));
    await this.#pump();
  }

  /**
   * Puts a new job on the ledger and runs it as soon as there is room. An export that is made of others brings the plan of its parts; an export that
   * the server has already brings its task.
   */
  async start(
    connectionId: string,
    request: ExportRequest,
    { plan = [], task }: { readonly plan?: readonly PartToMake[]; readonly task?: TaskRef } = {},
  ): Promise<Job> {
    const { ledger, settings } = this.#options;
    const { folder } = settings();
    const common = { connectionId, request, folder, now: this.#now(), parts: plan.length };
    const job = newJob({ ...common, ...(task && { task }) });
    if (isMadeOfParts(request)) await writeParts(job, plan, ledger.parts(job.id));
    await this.#records.put(job);
    void this.#pump();
    return job;
  }

  /** Puts a job on the ledger that has ended already: an adopted file. */
  async record(job: Job): Promise<void> {
    await this.#records.put(job);
  }

  /** Stops a job, here or in the window that runs it, and removes what it had fetched. */
  async cancel(id: string): Promise<void> {
    const job = this.#records.get(id);
    if (!job || !isActive(job.state)) return;
    const run = this.#runs.get(id);
    if (run) {
      stop(run, 'cancelled');
      await run.finished;
    } else {
      const { port, log } = this.#options;
      await endCancelled(job, { port, log, now: this.#now, put: (next) => this.#records.put(next) });
    }
  }

  /**
   * Goes on with a failed or cancelled job: from where it stopped, or anew where the failure means that the server must. Of a
   * composed export only the parts that failed are made again, and the complete file replaces the partial one. A paused job goes on at once, even past Lectern's share of the day.
   */
  async retry(id: string): Promise<void> {
    const job = this.#records.get(id);
    if (!job || !canRetry(job)) return;
    if (isActive(job.state)) {
      await this.#records.put({ ...unpaused(job), pastShare: true });
      void this.#pump();
      return;
    }
    const state = await nextTry(job, this.#options.ledger, this.#now());
    if (state.step === 'queued') await removePart(job);
    const partial = job.state.step === 'done' ? job.state : job.partial;
    await this.#records.put({ ...job, state, ...(partial && { partial }) });
    void this.#pump();
  }

  /** Takes an ended job off the list. A finished file stays on disk; what is left of an unfinished one goes. */
  async remove(id: string): Promise<void> {
    const job = this.#records.get(id);
    if (!job || isActive(job.state)) return;
    await removeUnfinished(job);
    await this.#records.remove(id);
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
    this.#records.dispose();
    for (const run of this.#runs.values()) stop(run, 'paused');
    await this.idle();
  }

  /** Another window has cancelled the job; where it was to complete a partial export, it is again what it was before. */
  #isCalledOff(id: string, state: JobState): boolean {
    if (state.step === 'cancelled') return true;
    return state.step === 'done' && state.finishedAt === this.#records.get(id)?.partial?.finishedAt;
  }

  /** A look that nobody waits for. */
  #look(): void {
    this.refresh().catch((error: unknown) =>
      this.#options.log(`the ledger cannot be read (${String(error)})`),
    );
  }

  /** Starts what can be started, oldest first. Pumps follow one another, so that no job is looked at twice at once. */
  #pump(): Promise<void> {
    this.#pumping = this.#pumping.then(() => this.#startWaiting());
    return this.#pumping;
  }

  get #waiting(): readonly Job[] {
    return this.#records.all.filter(({ id, state }) => isActive(state) && !this.#runs.has(id));
  }

  /** What waits, without what is paused. */
  get #due(): readonly Job[] {
    const now = this.#now().toISOString();
    return this.#waiting.filter(({ paused }) => paused === undefined || paused.until <= now);
  }

  async #startWaiting(): Promise<void> {
    clearTimeout(this.#adopting);
    for (const { id } of [...this.#due].sort((a, b) => a.createdAt.localeCompare(b.createdAt))) {
      if (this.#disposed || this.#runs.size >= this.#options.settings().simultaneous) return;
      await this.#startOne(id);
    }
    if (this.#waiting.length > 0 && !this.#disposed)
      this.#adopting = setTimeout(() => this.#look(), this.#due.length > 0 ? ADOPT_MS : PAUSED_MS).unref();
  }

  async #startOne(id: string): Promise<void> {
    const { ledger, log, port, render, settings } = this.#options;
    const lease = await ledger.lease(id);
    if (!lease) return;
    // The other window may have finished it between our look and our lease.
    const found = await ledger.readJob(id);
    if (found) this.#records.set(found);
    if (!found || !isActive(found.state) || this.#disposed) {
      await lease.release();
      return;
    }
    const { state } = found;
    const job = unpaused(found);
    // The time limit of a task does not count the pause.
    const start =
      found.paused && state.step === 'waiting' ? { ...state, since: this.#now().toISOString() } : state;
    if (found.paused) await this.#records.put({ ...job, state: start });
    const controller = new AbortController();
    const run: Run = { controller, stopped: undefined, finished: Promise.resolve() };
    this.#runs.set(id, run);
    run.finished = carryToEnd(job, start, {
      ledger,
      port,
      log,
      fileName: settings().fileName,
      now: this.#now,
      sleep: this.#options.sleep ?? sleep,
      ...(render && { render }),
      signal: controller.signal,
      stopped: () => run.stopped,
      put: (next) => this.#records.put(next),
      onProgress: (progress) => this.#records.setProgress(id, progress),
    })
      .catch((error: unknown) => log(`job ${shortJob(id)}: the ledger cannot be written (${String(error)})`))
      .finally(async () => {
        this.#runs.delete(id);
        this.#records.setProgress(id, undefined);
        await lease.release();
        if (!this.#disposed) void this.#pump();
      });
  }
}

function unpaused(job: Job): Job {
  const { paused, ...rest } = job;
  return paused ? rest : job;
}

function stop(run: Run, why: Stopped): void {
  run.stopped ??= why;
  run.controller.abort();
}
