import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from '../../server/jsonFile.ts';
import { School, SnapshotSchema } from './school.ts';

const SOON_MS = 50;

/** The school of a campus on disk: written whole, a moment after something in it has changed. */
export class SchoolFile {
  readonly #folder: string;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** @param folder of the Kolibri side's own */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The school of an earlier start; undefined if there is none, or if another version has written it. */
  async read(): Promise<School | undefined> {
    const snapshot = await readJson(this.#path(), SnapshotSchema);
    return snapshot && School.from(snapshot);
  }

  /** Writes what `school` gives when its time has come. */
  writeSoon(school: () => School): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.write(school()).catch(() => undefined);
    }, SOON_MS);
  }

  /** Writes now, after what is being written. */
  write(school: School): Promise<void> {
    const next = this.#writing.then(async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeJson(this.#path(), school.snapshot());
    });
    // The next one is tried anew.
    this.#writing = next.catch(() => undefined);
    return next;
  }

  /** Writes what waits for its time. */
  async close(school: School): Promise<void> {
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      await this.write(school);
    }
    await this.#writing;
  }

  #path(): string {
    return join(this.#folder, 'school.json');
  }
}
