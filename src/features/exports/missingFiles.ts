import { stat } from 'node:fs/promises';
import type { JobEngine } from '../../core/exports/run/jobEngine.ts';

/**
 * Knows which finished exports are on disk no more. A new one is looked at when it is done, all of them on `look`; nothing is known of
 * a file that cannot be reached for another reason, a disk that is not mounted, say.
 */
export class MissingFiles {
  readonly #jobs: JobEngine;
  readonly #onChange: () => void;
  readonly #seen = new Set<string>();
  readonly #missing = new Set<string>();
  readonly #end: () => void;

  constructor(jobs: JobEngine, onChange: () => void) {
    this.#jobs = jobs;
    this.#onChange = onChange;
    this.#end = jobs.onDidChange(() => void this.#check((id) => !this.#seen.has(id)));
  }

  has(jobId: string): boolean {
    return this.#missing.has(jobId);
  }

  /** Looks at every file again. */
  look(): Promise<void> {
    return this.#check(() => true);
  }

  dispose(): void {
    this.#end();
  }

  async #check(wanted: (id: string) => boolean): Promise<void> {
    const files = this.#jobs.jobs.flatMap(({ job: { id, state } }) =>
      state.step === 'done' && wanted(id) ? [{ id, path: state.file.path }] : [],
    );
    for (const { id } of files) this.#seen.add(id);
    const changed = await Promise.all(
      files.map(async ({ id, path }) => {
        const before = this.#missing.has(id);
        if (await isGone(path)) this.#missing.add(id);
        else this.#missing.delete(id);
        return this.#missing.has(id) !== before;
      }),
    );
    if (changed.includes(true)) this.#onChange();
  }
}

async function isGone(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
