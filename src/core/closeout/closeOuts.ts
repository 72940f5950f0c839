import { randomUUID } from 'node:crypto';
import { watch, type FSWatcher } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ChangeSignal } from '../exports/job/changeSignal.ts';
import type { SavedFile } from '../exports/job/job.ts';
import type { Ref } from '../platform/place.ts';
import { sleep, type Sleep } from '../platform/sleep.ts';
import { takeLease } from '../storage/lease.ts';
import { makeFolder } from '../storage/makeFolder.ts';
import { newFolder } from '../storage/newFolder.ts';
import type { CloseOutBook } from './closeOutBook.ts';
import type { CloseOutItem } from './closeOutItem.ts';
import { CLOSE_OUT_KINDS } from '../manifest/closeOutKind.ts';
import { CloseOutOrders, type CloseOutOrder } from './closeOutOrders.ts';
import { parseCloseOut, type CloseOutRecord } from './closeOutRecord.ts';
import type { CloseOutRun, CloseOutSurroundings } from './closeOutRun.ts';

export type CloseOutsOptions = Omit<CloseOutSurroundings, 'now' | 'sleep'> & {
  /** Where the runs are on record, a folder each. */
  readonly ledger: string;
  /** Absolute path of the export folder. */
  readonly folder: () => string;
  readonly now?: () => Date;
  readonly sleep?: Sleep;
};

type Held = { readonly run: CloseOutRun; readonly finished: Promise<void> };

/** How often orders, pauses that are over and the runs of other windows are looked at. */
const LOOK_MS = 2_000;
const CHANGES_MS = 300;

/**
 * All close-outs. A run is a record, a journal and its orders in a folder of its own; one window at a time holds it. Loads what carries
 * and reads runs only when there is one.
 */
export class CloseOuts {
  readonly #options: CloseOutsOptions;
  readonly #around: CloseOutSurroundings;
  readonly #records = new Map<string, CloseOutRecord>();
  readonly #held = new Map<string, Held>();
  readonly #changes = new ChangeSignal(CHANGES_MS);
  /** The exports of runs that nobody carries here, as their journals were when they were read. */
  readonly #known = new Map<string, { readonly stamp: string; readonly items: readonly CloseOutItem[] }>();
  #timer: NodeJS.Timeout | undefined;
  #watcher: FSWatcher | undefined;
  #looking: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(options: CloseOutsOptions) {
    this.#options = options;
    this.#around = {
      ...options,
      now: options.now ?? ((): Date => new Date()),
      sleep: options.sleep ?? sleep,
    };
  }

  /** The newest first. What this window runs is counted to the moment. */
  get runs(): readonly CloseOutRecord[] {
    return [...this.#records.keys()]
      .flatMap((id) => this.run(id) ?? [])
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  run(id: string): CloseOutRecord | undefined {
    const book = this.#held.get(id)?.run.book;
    return book ? { ...book.record, counts: book.counts } : this.#records.get(id);
  }

  /** Every export of a run, by course; read from its journal unless this window runs it. */
  async items(id: string): Promise<readonly CloseOutItem[]> {
    const held = this.#held.get(id);
    if (held) return held.run.book.items;
    const record = this.#records.get(id);
    if (!record) return [];
    // Rows and archives ask again and again, and a large run has a long journal.
    const stamp = await stampOf(join(this.#path(id), 'journal.jsonl'));
    const known = this.#known.get(id);
    if (known?.stamp === stamp) return known.items;
    const { items } = await this.#read(record);
    this.#known.set(id, { stamp, items });
    return items;
  }

  /** The file of an export by its id (`savedId.ts`); undefined if there is none or it is not saved. */
  async saved(savedId: string): Promise<SavedFile | undefined> {
    const [id = '', position] = savedId.split('.');
    // An archive that was open when the editor was closed is asked for before the records have been read.
    if (position !== undefined && !this.#records.has(id)) await this.refresh();
    const item = position === undefined ? undefined : (await this.items(id))[Number(position)];
    return item?.state.step === 'done' ? item.state.file : undefined;
  }

  /**
   * The run as soon as this window carries it no more, because it rests, has ended or waits again; undefined if it goes on for
   * `patienceMs`.
   */
  async rested(id: string, patienceMs: number): Promise<CloseOutRecord | undefined> {
    const held = this.#held.get(id);
    if (!held) return this.run(id);
    const over = new AbortController();
    const patience = sleep(patienceMs, over.signal).catch(() => undefined);
    const first = await Promise.race([held.finished.then(() => true), patience]);
    over.abort();
    return first === true ? this.run(id) : undefined;
  }

  /** Calls `listener` after any change, a few times a second at most. Returns what ends it. */
  onDidChange(listener: () => void): () => void {
    return this.#changes.listen(listener);
  }

  /** Puts a run on record and begins it. Its folder carries the day's date; one that is there already is not written into. */
  async start(
    connectionId: string,
    courses: readonly (Ref & { readonly inactive?: number })[],
  ): Promise<CloseOutRecord> {
    const [{ CloseOutBook: Book }, { courseFolders }] = await Promise.all([
      import('./closeOutBook.ts'),
      import('./courseFolders.ts'),
    ]);
    const now = this.#around.now();
    const record: CloseOutRecord = {
      id: randomUUID(),
      connectionId,
      createdAt: now.toISOString(),
      folder: await folderOfDay(this.#options.folder(), now),
      courses: courseFolders(courses),
      status: 'running',
      counts: { total: courses.length * CLOSE_OUT_KINDS.length, saved: 0, absent: 0, failed: 0, damaged: 0 },
    };
    const book = await Book.read(this.#path(record.id), record);
    await book.update((same) => same);
    this.#records.set(record.id, record);
    await this.refresh();
    return record;
  }

  /** Cancels or resumes a run, one course of it or one export, in whichever window it runs. */
  async order(id: string, order: CloseOutOrder): Promise<void> {
    if (!this.#records.has(id)) return;
    await new CloseOutOrders(this.#path(id)).give(order);
    await this.refresh();
  }

  /** Takes a run that rests off the list. Its files and its manifest stay. */
  async remove(id: string): Promise<void> {
    const record = this.run(id);
    if (!record || record.status === 'running' || this.#held.has(id)) return;
    await rm(this.#path(id), { recursive: true, force: true });
    this.#records.delete(id);
    this.#changes.fire();
  }

  /** Reads the records and goes on with every run that is due and that nobody holds. Call once at the start. */
  refresh(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look());
    return this.#looking;
  }

  /** Resolves when this window holds no run any more. */
  async idle(): Promise<void> {
    await this.#looking;
    while (this.#held.size > 0) {
      await Promise.all([...this.#held.values()].map(({ finished }) => finished));
      await this.#looking;
    }
  }

  /** Lets go of everything; the next start goes on. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#changes.dispose();
    await Promise.all([...this.#held.values()].map(({ run }) => run.dispose()));
    await this.idle();
  }

  async #look(): Promise<void> {
    if (this.#disposed) return;
    clearTimeout(this.#timer);
    try {
      await this.#readRecords();
      for (const id of this.#records.keys()) {
        const held = this.#held.get(id);
        if (held) void held.run.obey();
        else await this.#hold(id);
      }
    } catch (error) {
      this.#options.log(`the close-outs cannot be read (${String(error)})`);
    }
    this.#changes.fire();
    const open = [...this.#records.values()].some(({ status }) => status === 'running');
    if (open || this.#held.size > 0) this.#timer = setTimeout(() => void this.refresh(), LOOK_MS).unref();
  }

  async #readRecords(): Promise<void> {
    const { ledger } = this.#options;
    await mkdir(ledger, { recursive: true, mode: 0o700 });
    // Another window may begin a run; without a watcher this one sees it at its next start.
    this.#watcher ??= watch(ledger, { persistent: false }, () => void this.refresh()).on('error', () =>
      this.#watcher?.close(),
    );
    const ids = new Set(await readdir(ledger));
    for (const id of this.#records.keys())
      if (!ids.has(id)) {
        this.#records.delete(id);
        this.#known.delete(id);
      }
    for (const id of ids) {
      const text = await readFile(join(ledger, id, 'run.json'), 'utf8').catch(() => undefined);
      const record = text === undefined ? undefined : parseCloseOut(text);
      if (record) this.#records.set(id, record);
    }
  }

  /** Takes a run that is due or has orders, unless another window has it. */
  async #hold(id: string): Promise<void> {
    const path = this.#path(id);
    const record = this.#records.get(id);
    const orders = new CloseOutOrders(path);
    if (!record || !(this.#isDue(record) || (await orders.waiting()))) return;
    const lease = await takeLease(join(path, 'lease'));
    if (!lease) return;
    const { CloseOutRun: Run } = await import('./closeOutRun.ts');
    // The other window may have changed it between our look and our lease.
    const text = await readFile(join(path, 'run.json'), 'utf8').catch(() => '');
    const run = new Run(await this.#read(parseCloseOut(text) ?? record), orders, this.#around, () =>
      this.#changes.fire(),
    );
    const finished = run
      .carry()
      .catch((error: unknown) => this.#options.log(`a close-out cannot be recorded (${String(error)})`))
      .finally(async () => {
        await run.book.close();
        this.#records.set(id, run.book.record);
        this.#held.delete(id);
        await lease.release();
        this.#changes.fire();
      });
    this.#held.set(id, { run, finished });
  }

  #isDue({ status, paused, stopped }: CloseOutRecord): boolean {
    if (status !== 'running' || stopped) return false;
    return paused === undefined || paused.until <= this.#around.now().toISOString();
  }

  async #read(record: CloseOutRecord): Promise<CloseOutBook> {
    const { CloseOutBook: Book } = await import('./closeOutBook.ts');
    return Book.read(this.#path(record.id), record);
  }

  #path(id: string): string {
    return join(this.#options.ledger, id);
  }
}

async function stampOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? `${found.size} ${found.mtimeMs}` : '';
}

/** `Close-out 2026-11-22` of the day; makes the folder that holds it where that is missing. */
async function folderOfDay(parent: string, now: Date): Promise<string> {
  const pad = (n: number): string => String(n).padStart(2, '0');
  await makeFolder(parent);
  return newFolder(parent, `Close-out ${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`);
}
