import { ChangeSignal } from './changeSignal.ts';
import type { Job } from './job.ts';
import type { Ledger } from './ledger.ts';
import type { JobProgress } from './runJob.ts';

/** A job as it is shown: the record, and how far its current step has come when this window runs it. */
export type JobView = { readonly job: Job; readonly progress?: JobProgress };

/** Changes are told this often at most. */
const CHANGES_MS = 200;

/** The jobs that a window knows: what the ledger holds of them, and the progress of those that run here. */
export class JobRecords {
  readonly #ledger: Ledger;
  readonly #jobs = new Map<string, Job>();
  readonly #progress = new Map<string, JobProgress>();
  readonly #changes = new ChangeSignal(CHANGES_MS);

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Newest first. */
  get views(): readonly JobView[] {
    return [...this.#jobs.values()]
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id))
      .map((job) => this.#view(job));
  }

  get all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  view(id: string): JobView | undefined {
    const job = this.#jobs.get(id);
    return job && this.#view(job);
  }

  /** Takes over what the ledger holds, except of the jobs that this window runs: of those it knows more. */
  adopt(onDisk: readonly Job[], runsHere: (id: string) => boolean): void {
    const ids = new Set(onDisk.map(({ id }) => id));
    for (const id of this.#jobs.keys()) if (!ids.has(id) && !runsHere(id)) this.#jobs.delete(id);
    for (const job of onDisk) if (!runsHere(job.id)) this.#jobs.set(job.id, job);
    this.#changes.fire();
  }

  /** Takes over one record as it was read. */
  set(job: Job): void {
    this.#jobs.set(job.id, job);
  }

  /** Writes a record to the ledger, then shows it. What was known of the progress belonged to the step before. */
  async put(job: Job): Promise<void> {
    this.#progress.delete(job.id);
    await this.#ledger.write(job);
    this.#jobs.set(job.id, job);
    this.#changes.fire();
  }

  /** Takes a job off the ledger. */
  async remove(id: string): Promise<void> {
    await this.#ledger.remove(id);
    this.#jobs.delete(id);
    this.#changes.fire();
  }

  /** How far a job has come; undefined when it does not run here any more. */
  setProgress(id: string, progress: JobProgress | undefined): void {
    if (progress) this.#progress.set(id, progress);
    else this.#progress.delete(id);
    this.#changes.fire();
  }

  /** Calls `listener` after any change, a few times a second at most. Returns what ends it. */
  onDidChange(listener: () => void): () => void {
    return this.#changes.listen(listener);
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #view(job: Job): JobView {
    const progress = this.#progress.get(job.id);
    return progress ? { job, progress } : { job };
  }
}
