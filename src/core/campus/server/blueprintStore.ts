import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { readJson, writeJson } from './jsonFile.ts';

const EntriesSchema = v.array(v.string());

/** The blueprints that were added to courses: each entry's JSON as it came, in one small file a course. */
export class BlueprintStore {
  readonly #folder: string;
  /** One after the other: two that add at once lose nothing. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was added to a course, the oldest first. */
  async added(courseId: string): Promise<readonly string[]> {
    await this.#turn;
    return this.#read(courseId);
  }

  /** Adds entries behind those that are there; nothing is replaced. */
  add(courseId: string, entries: readonly string[]): Promise<void> {
    return this.#next(async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeJson(this.#path(courseId), [...(await this.#read(courseId)), ...entries]);
    });
  }

  /** Forgets everything that was added. */
  clear(): Promise<void> {
    return this.#next(() => rm(this.#folder, { recursive: true, force: true }));
  }

  async #read(courseId: string): Promise<readonly string[]> {
    return (await readJson(this.#path(courseId), EntriesSchema)) ?? [];
  }

  #path(courseId: string): string {
    return join(this.#folder, `${encodeURIComponent(courseId)}.json`);
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined); // whoever asked for it is told
    return done;
  }
}
