import { randomBytes } from 'node:crypto';
import { extensionOf, type ExportOrder } from '../exports/exportOrder.ts';
import { writeExport } from '../exports/writeExport.ts';
import type { Organisation } from '../seed/model.ts';
import type { Clock } from './clock.ts';
import { linkName, type FileStore, type StoredFile } from './fileStore.ts';
import type { Switches } from './switches.ts';
import { taskCourse, type Task, type TaskOrder } from './task.ts';
import type { TaskStore } from './taskStore.ts';

/** What a status route says of a task. */
export type TaskReport = { readonly done: boolean; readonly fileName?: string; readonly error?: string };

/** Runs the exports. Files are made in the background, and again by the next campus if this one ends too early. */
export class TaskEngine {
  readonly #tasks: TaskStore;
  readonly #files: FileStore;
  readonly #clock: Clock;
  readonly #organisation: (seed: number) => Organisation;
  readonly #polls = new Map<string, number>();
  readonly #making = new Set<string>();
  readonly #writing = new Set<Promise<unknown>>();
  readonly #faults = new Map<string, string>();
  #ending = new AbortController();

  constructor(
    tasks: TaskStore,
    files: FileStore,
    clock: Clock,
    organisation: (seed: number) => Organisation,
  ) {
    this.#tasks = tasks;
    this.#files = files;
    this.#clock = clock;
    this.#organisation = organisation;
  }

  /** Starts a task. When this resolves the task is on disk; `error` makes it fail, whatever the switches say. */
  async start(order: TaskOrder, seed: number, switches: Switches, error?: string): Promise<Task> {
    const createdAt = this.#clock.now();
    const task: Task = {
      id: randomBytes(16).toString('hex'),
      order,
      seed,
      createdAt,
      ...taskCourse(order.kind, switches),
      ...(error !== undefined && { outcome: 'error' as const, error }),
      fileName: linkName(createdAt, `.${extensionOf(order)}`),
    };
    await this.#tasks.save(task);
    if (hasFile(task)) this.#make(task);
    return task;
  }

  /** The task of this id; undefined if there is none, or if it is one of those that vanish. */
  async find(id: string): Promise<Task | undefined> {
    const task = await this.#tasks.find(id);
    return task?.outcome === 'vanished' ? undefined : task;
  }

  /** The tasks that the platform remembers for a list, the oldest first. */
  async list(courseId: string, kind: 'coursework' | 'sources'): Promise<readonly Task[]> {
    const all = await this.#tasks.all();
    return all.filter(
      ({ order, outcome }) => order.courseId === courseId && order.kind === kind && outcome !== 'vanished',
    );
  }

  /** Where the task stands now. A `poll` counts; a look through a list does not. */
  async report(task: Task, look: 'poll' | 'list'): Promise<TaskReport> {
    const polls = this.#polls.get(task.id) ?? 0;
    if (look === 'poll') this.#polls.set(task.id, polls + 1);
    const due = this.#clock.now() >= task.createdAt + task.readyAfterMs && polls >= task.readyAfterPolls;
    const { error, fileName } = task;
    if (!hasFile(task)) return due ? { done: true, ...(error && { error }) } : { done: false };

    const fault = this.#faults.get(task.id);
    if (fault !== undefined) return { done: true, error: fault };
    if (!(await this.#files.find(fileName))) {
      this.#make(task);
      return { done: false };
    }
    return due ? { done: true, fileName, ...(error && { error }) } : { done: false };
  }

  /** Makes the file of an export that has no task, while the request waits. */
  async makeNow(order: ExportOrder, seed: number, ending: string): Promise<StoredFile> {
    const now = this.#clock.now();
    return this.#write(linkName(now, ending), order, seed);
  }

  /** Resolves when every file that is being made is made. */
  async made(): Promise<void> {
    await Promise.allSettled(this.#writing);
  }

  /** Forgets everything. */
  async reset(): Promise<void> {
    await this.#stop();
    this.#ending = new AbortController();
    this.#polls.clear();
    this.#faults.clear();
    await this.#tasks.clear();
    await this.#files.clear();
  }

  /** Stops making files; what is unfinished is made by the next campus. */
  async close(): Promise<void> {
    await this.#stop();
  }

  async #stop(): Promise<void> {
    this.#ending.abort();
    await Promise.allSettled(this.#writing);
  }

  #make(task: Task): void {
    if (this.#making.has(task.id) || this.#ending.signal.aborted) return;
    const { signal } = this.#ending;
    this.#making.add(task.id);
    this.#write(task.fileName, task.order, task.seed)
      .catch((error: unknown) => {
        if (!signal.aborted)
          this.#faults.set(task.id, error instanceof Error ? error.message : String(error));
      })
      .finally(() => this.#making.delete(task.id));
  }

  #write(name: string, order: ExportOrder, seed: number): Promise<StoredFile> {
    const { signal } = this.#ending;
    const written = this.#files.make(name, this.#clock.now(), (out) =>
      writeExport(this.#organisation(seed), order, out, signal),
    );
    this.#writing.add(written);
    const forget = (): boolean => this.#writing.delete(written);
    written.then(forget, forget);
    return written;
  }
}

function hasFile({ outcome }: Task): boolean {
  return outcome === 'ok' || outcome === 'errorAndUrl';
}
