import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { linesOf } from '../storage/linesOf.ts';
import { makeFolder } from '../storage/makeFolder.ts';
import { writeAtomic } from '../storage/writeAtomic.ts';
import { CLOSE_OUT_KINDS } from '../manifest/closeOutKind.ts';
import { itemKey, parseLine, type CloseOutItem, type JournalLine } from './closeOutItem.ts';
import type { CloseOutCounts, CloseOutRecord } from './closeOutRecord.ts';

/**
 * The ledger of one run: `run.json`, rewritten when the run as a whole changes, and `journal.jsonl`, to which every step of every export
 * is appended before it is taken. So a run of thousands of exports writes a line a step, and never all of them.
 */
export class CloseOutBook {
  readonly #folder: string;
  readonly #items = new Map<string, CloseOutItem>();
  #record: CloseOutRecord;
  #journal: Promise<FileHandle> | undefined;

  private constructor(folder: string, record: CloseOutRecord) {
    this.#folder = folder;
    this.#record = record;
    for (const course of record.courses)
      for (const kind of CLOSE_OUT_KINDS)
        this.#items.set(itemKey(course.id, kind), { course, kind, state: { step: 'queued' } });
  }

  /** The book of a run in `folder`, as far as it has come. A line that a crash cut off counts as not written. */
  static async read(folder: string, record: CloseOutRecord): Promise<CloseOutBook> {
    const book = new CloseOutBook(folder, record);
    for await (const text of linesOf(join(folder, 'journal.jsonl'))) {
      const line = parseLine(text);
      if (line) book.#take(line);
    }
    return book;
  }

  get record(): CloseOutRecord {
    return this.#record;
  }

  /** By course, in the order of the run. */
  get items(): readonly CloseOutItem[] {
    return [...this.#items.values()];
  }

  item(key: string): CloseOutItem | undefined {
    return this.#items.get(key);
  }

  get counts(): CloseOutCounts {
    const counts = { total: this.#items.size, saved: 0, absent: 0, failed: 0, damaged: 0 };
    for (const { state, problem } of this.#items.values()) {
      if (problem !== undefined) counts.damaged += 1;
      else if (state.step === 'done') counts.saved += 1;
      else if (state.step === 'absent') counts.absent += 1;
      else if (state.step === 'failed') counts.failed += 1;
    }
    return counts;
  }

  /** Puts a step of an item on record. */
  async put({ course, kind, state, assignments, problem }: CloseOutItem): Promise<void> {
    const line: JournalLine = {
      course: course.id,
      kind,
      state,
      ...(assignments && { assignments }),
      ...(problem && { problem }),
    };
    const journal = await (this.#journal ??= this.#openJournal());
    await journal.appendFile(`${JSON.stringify(line)}\n`);
    await journal.datasync();
    this.#take(line);
  }

  /** Puts a change of the whole run on record. */
  async update(change: (record: CloseOutRecord) => CloseOutRecord): Promise<void> {
    const record = { ...change(this.#record), counts: this.counts };
    await makeFolder(this.#folder, 0o700);
    await writeAtomic(join(this.#folder, 'run.json'), `${JSON.stringify(record)}\n`);
    this.#record = record;
  }

  async close(): Promise<void> {
    await (await this.#journal)?.close();
    this.#journal = undefined;
  }

  /** A cut-off line must not take the next one with it: what follows begins on a line of its own. */
  async #openJournal(): Promise<FileHandle> {
    const journal = await open(join(this.#folder, 'journal.jsonl'), 'a', 0o600);
    if ((await journal.stat()).size > 0) await journal.appendFile('\n');
    return journal;
  }

  #take({ course: id, kind, state, problem, ...line }: JournalLine): void {
    const key = itemKey(id, kind);
    const item = this.#items.get(key);
    if (!item) return;
    const { course } = item;
    const assignments = line.assignments ?? item.assignments;
    this.#items.set(key, {
      course,
      kind,
      state,
      ...(assignments && { assignments }),
      ...(problem && { problem }),
    });
  }
}
