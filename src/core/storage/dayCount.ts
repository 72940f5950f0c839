import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Counts something by the day of UTC, over all windows and restarts: one small file a day, one byte for each count. Appending a byte
 * needs no lock and loses nothing when a process is killed; the size of the file is the count.
 */
export class DayCount {
  readonly #folder: string;
  readonly #now: () => number;
  #day = '';
  #prepared = '';
  /** What could not be written: it counts as long as this window lives. */
  #unwritten = 0;

  /** @param now milliseconds since 1970 */
  constructor(folder: string, now: () => number = Date.now) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Counts one. Never fails. */
  async add(): Promise<void> {
    const path = this.#today();
    try {
      if (this.#prepared !== this.#day) await this.#prepare();
      await appendFile(path, '.', { mode: 0o600 });
    } catch {
      this.#unwritten += 1;
    }
  }

  /** How much was counted today, by anybody. */
  async today(): Promise<number> {
    const found = await stat(this.#today()).catch(() => undefined);
    return (found?.size ?? 0) + this.#unwritten;
  }

  /** Makes the folder; days that have passed go. */
  async #prepare(): Promise<void> {
    const day = this.#day;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#folder))
      if (name < day) await rm(join(this.#folder, name), { force: true });
    this.#prepared = day;
  }

  #today(): string {
    const day = new Date(this.#now()).toISOString().slice(0, 10);
    if (day !== this.#day) {
      this.#day = day;
      this.#unwritten = 0;
    }
    return join(this.#folder, day);
  }
}
