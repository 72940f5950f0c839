import { ChangeSignal } from './changeSignal.ts';
import type { Job } from './job.ts';
import type { Ledger } from './ledger.ts';
import type { JobProgress } from '../run/jobProgress.ts';

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
  /** The change that each job had last in this window. */
  readonly #changedBy = new Map<string, number>();
  #count = 0;

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

  /** How many changes this window has made; for {@link adopt}. */
  get changeCount(): number {
    return this.#count;
  }

  /**
   * Takes over what the ledger holds, except of the jobs that this window runs, and of those that it has changed since the ledger
   * began to be read: of those it knows more.
   *
   * @param asOf the {@link changeCount} from before the reading
   */
  adopt(onDisk: readonly Job[], asOf: number, runsHere: (id: string) => boolean): void {
    const isOurs = (id: string): boolean => runsHere(id) || (this.#changedBy.get(id) ?? 0) > asOf;
    const ids = new Set(onDisk.map(({ id }) => id));
    for (const id of this.#jobs.keys()) if (!ids.has(id) && !isOurs(id)) this.#jobs.delete(id);
    for (const job of onDisk) if (!isOurs(job.id)) this.#jobs.set(job.id, job);
    this.#changes.fire();
  }

  /** Takes over one record as it was read, and shows it. */
  set(job: Job): void {
    this.#jobs.set(job.id, job);
    this.#changes.fire();
  }

  /** Writes a record to the ledger, then shows it. What was known of the progress belonged to the step before. */
  async put(job: Job): Promise<void> {
    this.#progress.delete(job.id);
    await this.#ledger.write(job);
    this.#changed(job.id);
    this.set(job);
  }

  /** Takes a job off the ledger. */
  async remove(id: string): Promise<void> {
    await this.#ledger.remove(id);
    this.#changed(id);
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

  #changed(id: string): void {
    this.#changedBy.set(id, ++this.#count);
  }

  #view(job: Job): JobView {
    const progress = this.#progress.get(job.id);
    return progress ? { job, progress } : { job };
  }
}
