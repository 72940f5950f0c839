import { randomUUID } from 'node:crypto';
import type { ExportRequest } from '../../core/platform/exportRequest.ts';
import type { HandOver } from './handOverRequest.ts';

/** A file that the browser is to make. `arrived`: the absolute path of one that watching has found. */
export type WaitingFile = {
  readonly id: string;
  readonly wanted: HandOver;
  readonly watching: boolean;
  readonly arrived?: string;
};

/** The files that are waited for, in memory only: each stays until it is adopted or the user cancels. */
export class WaitingFiles {
  readonly #all = new Map<string, WaitingFile>();
  readonly #watches = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();

  /** In the order in which they were asked for. */
  get all(): readonly WaitingFile[] {
    return [...this.#all.values()];
  }

  get(id: string): WaitingFile | undefined {
    return this.#all.get(id);
  }

  /** Tells of every change until the answer is called. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits for a file; the same one is waited for once. Answers its id. */
  add(wanted: HandOver): string {
    const same = this.all.find((one) => isSame(one.wanted, wanted.connection.id, wanted.request));
    const id = same?.id ?? randomUUID();
    this.#set({ watching: false, ...same, id, wanted });
    return id;
  }

  /** A watch begins, in place of an earlier one. Aborted when another begins, or the file is waited for no more. */
  watch(id: string): AbortSignal {
    this.#watches.get(id)?.abort();
    const controller = new AbortController();
    this.#watches.set(id, controller);
    const waiting = this.#all.get(id);
    if (waiting) this.#set({ id, wanted: waiting.wanted, watching: true });
    else controller.abort();
    return controller.signal;
  }

  /** That watch has ended; what it has found stays. */
  unwatch(id: string, signal: AbortSignal): void {
    if (this.#watches.get(id)?.signal !== signal) return;
    this.#watches.delete(id);
    const waiting = this.#all.get(id);
    if (waiting) this.#set({ ...waiting, watching: false });
  }

  /** Watching has found a file; undefined: the user says that it is another one. */
  arrived(id: string, path: string | undefined): void {
    const waiting = this.#all.get(id);
    if (!waiting) return;
    const { wanted, watching } = waiting;
    this.#set({ id, wanted, watching, ...(path !== undefined && { arrived: path }) });
  }

  /** The user waits no more. */
  cancel(id: string): void {
    this.#watches.get(id)?.abort();
    this.#watches.delete(id);
    if (this.#all.delete(id)) this.#tell();
  }

  /** Only these connections are left: for a file of another nobody can wait any more. */
  keepOnly(connectionIds: ReadonlySet<string>): void {
    for (const { id, wanted } of this.all) if (!connectionIds.has(wanted.connection.id)) this.cancel(id);
  }

  /** A file was adopted, in whatever way: whoever waited for it waits no more. */
  adopted(connectionId: string, request: ExportRequest): void {
    for (const { id, wanted } of this.all) if (isSame(wanted, connectionId, request)) this.cancel(id);
  }

  #set(waiting: WaitingFile): void {
    this.#all.set(waiting.id, waiting);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Requests are plain data, whose keys are written in one order. */
function isSame({ connection, request }: HandOver, connectionId: string, other: ExportRequest): boolean {
  return connection.id === connectionId && JSON.stringify(request) === JSON.stringify(other);
}
