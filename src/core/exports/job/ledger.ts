import { watch, type FSWatcher } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from './job.ts';
import { parseJob } from './jobSchema.ts';
import { takeLease, type Lease } from '../../storage/lease.ts';
import { writeAtomic } from '../../storage/writeAtomic.ts';

/** Editors fire several events for one write; and a burst of jobs needs one look. */
const WATCH_DELAY_MS = 100;

/**
 * The record of all jobs: one file a job, written before the step it names is taken. All windows of an editor share it.
 */
export class Ledger {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Every job on record, in no particular order. A file that is not a job is left alone. */
  async read(): Promise<readonly Job[]> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    const jobs = await Promise.all(names.map((name) => this.#readOne(join(this.#folder, name))));
    return jobs.filter((job) => job !== undefined);
  }

  /** The newest record of one job; undefined if it was removed. */
  async readJob(id: string): Promise<Job | undefined> {
    return this.#readOne(this.#path(id));
  }

  async write(job: Job): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeAtomic(this.#path(job.id), `${JSON.stringify(job, undefined, 1)}\n`);
  }

  async remove(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
    await this.removeParts(id);
  }

  /** The ledger of a composed job's parts: each of them is a job of its own. */
  parts(id: string): Ledger {
    return new Ledger(join(this.#folder, id));
  }

  async removeParts(id: string): Promise<void> {
    await rm(join(this.#folder, id), { recursive: true, force: true });
  }

  /** The right to run a job; undefined while another window runs it. */
  async lease(id: string): Promise<Lease | undefined> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return takeLease(join(this.#folder, `${id}.lease`));
  }

  /** Calls `listener` some time after any window has changed the ledger. Returns what ends it. */
  watch(listener: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    let watcher: FSWatcher | undefined;
    let ended = false;
    mkdir(this.#folder, { recursive: true, mode: 0o700 })
      .then(() => {
        if (ended) return;
        watcher = watch(this.#folder, { persistent: false }, (_event, name) => {
          if (name !== null && !name.endsWith('.json')) return;
          clearTimeout(timer);
          timer = setTimeout(listener, WATCH_DELAY_MS).unref();
        });
        // Without a watcher this window sees its own jobs only; a refresh shows the others.
        watcher.on('error', () => watcher?.close());
      })
      .catch(() => undefined);
    return () => {
      ended = true;
      clearTimeout(timer);
      watcher?.close();
    };
  }

  async #readOne(path: string): Promise<Job | undefined> {
    try {
      return parseJob(await readFile(path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
