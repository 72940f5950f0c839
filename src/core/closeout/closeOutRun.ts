import type { ExportPort } from '../platform/exportPort.ts';
import { failureOf } from '../platform/failure.ts';
import type { Ref } from '../platform/place.ts';
import type { Sleep } from '../platform/sleep.ts';
import { cancelItem, carryCloseOut, retryItem } from './carryCloseOut.ts';
import type { CloseOutBook } from './closeOutBook.ts';
import { isActiveItem, itemKey, type CloseOutItem } from './closeOutItem.ts';
import { manifestEntry, writeManifest } from './writeManifest.ts';
import { unheld } from './closeOutRecord.ts';
import type { CloseOutOrder, CloseOutOrders } from './closeOutOrders.ts';
import { patientPort } from './patientPort.ts';

export type CloseOutSurroundings = {
  /** The exports of a connection, within the share of the day. */
  readonly port: (connectionId: string) => Promise<ExportPort>;
  /** The assignments of a course, hidden ones too; asked within the share of the day. */
  readonly assignments: (connectionId: string, course: Ref, signal: AbortSignal) => Promise<readonly Ref[]>;
  /** What the server said of its requests is not held against a connection any more: the next answer tells. */
  readonly lookAnew: (connectionId: string) => Promise<void>;
  readonly simultaneous: () => number;
  readonly log: (line: string) => void;
  readonly now: () => Date;
  readonly sleep: Sleep;
};

/** One run while this window holds it: carries it, and carries out what the user orders meanwhile. */
export class CloseOutRun {
  readonly #book: CloseOutBook;
  readonly #orders: CloseOutOrders;
  readonly #around: CloseOutSurroundings;
  readonly #onChange: () => void;
  readonly #controllers = new Map<string, AbortController>();
  #controller = new AbortController();
  #obeying: Promise<void> = Promise.resolve();
  #carrying = false;
  #cancelled = false;
  #disposed = false;

  constructor(
    book: CloseOutBook,
    orders: CloseOutOrders,
    around: CloseOutSurroundings,
    onChange: () => void,
  ) {
    this.#book = book;
    this.#orders = orders;
    this.#around = around;
    this.#onChange = onChange;
  }

  get book(): CloseOutBook {
    return this.#book;
  }

  /** Carries the run until it has ended, pauses, is stopped or cancelled, or this window lets go of it. */
  async carry(): Promise<void> {
    await this.obey();
    while (!this.#disposed && this.#isDue()) {
      this.#controller = new AbortController();
      await this.#once();
      await this.obey();
    }
    this.#onChange();
  }

  /** Carries out what has been ordered. */
  obey(): Promise<void> {
    this.#obeying = this.#obeying.then(async () => {
      for (const order of await this.#orders.take()) await this.#do(order);
    });
    return this.#obeying;
  }

  /** Lets go of the run; the next holder goes on from where it stands. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#controller.abort();
    await this.#obeying;
  }

  #isDue(): boolean {
    const { status, paused, stopped } = this.#book.record;
    if (status !== 'running' || stopped) return false;
    return paused === undefined || paused.until <= this.#around.now().toISOString();
  }

  async #once(): Promise<void> {
    const { connectionId } = this.#book.record;
    const { port, assignments, simultaneous, log, now, sleep } = this.#around;
    let exports: ExportPort;
    try {
      exports = patientPort(await port(connectionId));
    } catch (error) {
      const stopped = failureOf(error);
      log(`close-out: stops, ${stopped.kind}`);
      await this.#book.update((record) => ({ ...record, stopped }));
      return;
    }
    this.#carrying = true;
    await carryCloseOut(this.#book, {
      port: exports,
      assignments: (course, signal) => assignments(connectionId, course, signal),
      simultaneous: simultaneous(),
      log,
      now,
      sleep,
      signal: this.#controller.signal,
      controllers: this.#controllers,
      onChange: this.#onChange,
    });
    this.#carrying = false;
    if (this.#cancelled && !this.#disposed) {
      this.#cancelled = false;
      await this.#setCancelled();
    }
  }

  async #do(order: CloseOutOrder): Promise<void> {
    if (order.action === 'checked') return this.#mark(order);
    const { action, course } = order;
    const now = this.#around.now();
    const cancelled = this.#book.record.status === 'cancelled' && !this.#carrying;
    if (action === 'resume') await this.#lookAnew();
    if (action === 'cancel' && course === undefined) {
      if (!this.#carrying) return this.#setCancelled();
      this.#cancelled = true;
      this.#controller.abort();
      return;
    }
    const meant = this.#meant(order);
    // Of a run that was cancelled, one part is wanted after all: the others stay cancelled.
    if (action === 'resume' && cancelled && course !== undefined)
      for (const item of this.#book.items) if (!meant.includes(item)) await cancelItem(item, this.#book, now);
    for (const item of meant) {
      const running = this.#controllers.get(itemKey(item.course.id, item.kind));
      if (action === 'resume') await this.#retry(item, now);
      else if (running) running.abort();
      else await cancelItem(item, this.#book, now);
    }
    const left = this.#book.items.some(isActiveItem);
    if (action === 'resume')
      await this.#book.update((record) => ({
        ...unheld(record),
        status: left ? 'running' : 'ended',
      }));
    else if (!left && !this.#carrying) {
      await this.#book.update((record) => ({ ...unheld(record), status: 'ended' }));
      await writeManifest(this.#book.record, this.#book.items);
    }
    this.#onChange();
  }

  /** A file that cannot be set aside does not keep the others from being fetched; its row goes on saying what is wrong. */
  async #retry(item: CloseOutItem, now: Date): Promise<void> {
    try {
      await retryItem(item, this.#book, now);
    } catch (error) {
      this.#around.log(`close-out: ${item.kind} cannot be made again, ${failureOf(error).kind}`);
    }
  }

  /** Without a client the next step says what is wrong, in its own place. */
  async #lookAnew(): Promise<void> {
    try {
      await this.#around.lookAnew(this.#book.record.connectionId);
    } catch (error) {
      this.#around.log(`close-out: no look at the requests, ${failureOf(error).kind}`);
    }
  }

  /** Puts on record what a verification has found; what was saved after its beginning it may not have seen. */
  async #mark({ at, damaged }: Extract<CloseOutOrder, { action: 'checked' }>): Promise<void> {
    const { folder } = this.#book.record;
    const problems = new Map(damaged.map(({ file, problem }) => [file, problem]));
    for (const item of this.#book.items) {
      const { problem: before, ...rest } = item;
      const entry = manifestEntry(item, folder);
      if (entry?.outcome !== 'saved' || entry.when > at) continue;
      const problem = problems.get(entry.file);
      if (problem !== before) await this.#book.put({ ...rest, ...(problem && { problem }) });
    }
    await this.#book.update((record) => record);
    this.#onChange();
  }

  async #setCancelled(): Promise<void> {
    await this.#book.update((record) => ({
      ...unheld(record),
      status: 'cancelled',
    }));
    await writeManifest(this.#book.record, this.#book.items);
  }

  #meant({ course, kind }: Exclude<CloseOutOrder, { action: 'checked' }>): readonly CloseOutItem[] {
    return this.#book.items.filter(
      (item) =>
        (course === undefined || item.course.id === course) && (kind === undefined || item.kind === kind),
    );
  }
}
