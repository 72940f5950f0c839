import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from './jsonFile.ts';
import { TaskSchema, type Task } from './task.ts';

/** As long as a link lives on the platform (Codio protocol, section 5.3). */
const KEEP_MS = 7 * 24 * 3_600_000;
const ID = /^[0-9a-f]{32}$/;

/** The tasks of a campus, one file each, so that a campus that starts again knows them. */
export class TaskStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async open(now: number): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const { id, createdAt } of await this.all()) {
      if (createdAt < now - KEEP_MS) await rm(this.#path(id), { force: true });
    }
  }

  async find(id: string): Promise<Task | undefined> {
    return ID.test(id) ? readJson(this.#path(id), TaskSchema) : undefined;
  }

  /** All tasks, the oldest first. */
  async all(): Promise<readonly Task[]> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    const tasks = await Promise.all(names.map((name) => this.find(name.slice(0, -'.json'.length))));
    return tasks.filter((task) => task !== undefined).sort((a, b) => a.createdAt - b.createdAt);
  }

  async save(task: Task): Promise<void> {
    await writeJson(this.#path(task.id), task);
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
