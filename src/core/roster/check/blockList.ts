import { isPythonSpace } from '../values/pythonSpace.ts';
import type { Block } from './block.ts';
import { blockText, endsCleanly, readBlocks } from './readBlocks.ts';

const BOM = '\ufeff';

/** Offsets in the whole text. */
export type RosterRecord = {
  readonly start: number;
  /** Where its line end begins. */
  readonly end: number;
  readonly next: number;
  readonly cells: number;
};

/** What an edit did: the blocks from number `first` on that are gone, and those in their place, not checked yet. */
export type BlockChange = {
  readonly first: number;
  readonly gone: readonly Block[];
  readonly fresh: readonly Block[];
};

/** A text as a list of blocks of whole records, and what is asked of it as a text. An edit scans the blocks it touches anew. */
export class BlockList {
  #bom = '';
  readonly #blocks: Block[];

  /** Offsets count the byte order mark, if `text` begins with one. */
  constructor(text: string) {
    if (text.startsWith(BOM)) this.#bom = BOM;
    this.#blocks = readBlocks(text, this.#bom.length);
  }

  /** In the order of the text; the same array for ever. */
  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  /** 0 or 1: where the first block starts. */
  get bomLength(): number {
    return this.#bom.length;
  }

  /** UTF-16 units. */
  get length(): number {
    return this.#blocks.reduce((sum, { scan }) => sum + scan.length, this.#bom.length);
  }

  /** The whole text. */
  get text(): string {
    return this.#bom + this.#blocks.map(blockText).join('');
  }

  /** A part of the text, without putting the whole of it together. */
  slice(start: number, end: number): string {
    let at = this.#bom.length;
    let text = start < at ? this.#bom.slice(start, end) : '';
    for (const block of this.#blocks) {
      const { offset, length, source } = block.scan;
      if (end > at && start < at + length)
        text += source.slice(offset + Math.max(start - at, 0), offset + Math.min(end - at, length));
      at += length;
    }
    return text;
  }

  /** The record at an offset: its bounds, where the next one starts, and how many cells it has. */
  recordAt(offset: number): RosterRecord | undefined {
    let at = this.#bom.length;
    for (const { scan } of this.#blocks) {
      if (offset < at + scan.length || (offset === at + scan.length && !scan.closed)) {
        const record = scan.recordStart.findLastIndex((start, i) => i < scan.records && at + start <= offset);
        if (record < 0) return undefined;
        return {
          start: at + (scan.recordStart[record] ?? 0),
          end: at + (scan.recordEnd[record] ?? 0),
          next: at + (scan.recordStart[record + 1] ?? 0),
          cells: (scan.firstCell[record + 1] ?? 0) - (scan.firstCell[record] ?? 0),
        };
      }
      at += scan.length;
    }
    return undefined;
  }

  /** Nothing but white space; seen from the first block of nearly all texts. */
  get isBlank(): boolean {
    return this.#blocks.every((block) => isPythonSpace(blockText(block)));
  }

  /** Replaces the text from `start` to `end` (UTF-16 offsets). Everything stays as a scan of the whole text would have it. */
  edit(start: number, end: number, text: string): BlockChange {
    let at = this.#bom.length;
    let first = 0;
    for (; first < this.#blocks.length - 1; first++) {
      const next = at + (this.#blocks[first]?.scan.length ?? 0);
      if (start < next || (start === next && this.#endsWithReturn(first))) break;
      at = next;
    }
    let last = first;
    let lastAt = at;
    while (last < this.#blocks.length - 1 && end > lastAt + (this.#blocks[last]?.scan.length ?? 0)) {
      lastAt += this.#blocks[last]?.scan.length ?? 0;
      last++;
    }
    const bom = first === 0 ? this.#bom : '';
    const head = bom + this.#textOf(first);
    const tail = last === first ? head : this.#textOf(last);
    let changed = head.slice(0, start - at + bom.length) + text;
    changed += tail.slice(end - lastAt + (last === first ? bom.length : 0));
    let bomLength = 0;
    if (first === 0) {
      this.#bom = changed.startsWith(BOM) ? BOM : '';
      bomLength = this.#bom.length;
    }
    let fresh = readBlocks(changed, bomLength);
    for (let next = this.#blocks[last + 1]; next !== undefined; next = this.#blocks[last + 1]) {
      if (endsCleanly(fresh, next)) break;
      changed += blockText(next);
      fresh = readBlocks(changed, bomLength);
      last++;
    }
    const gone = this.#blocks.splice(first, last - first + 1, ...fresh);
    return { first, gone, fresh };
  }

  #textOf(index: number): string {
    const block = this.#blocks[index];
    return block === undefined ? '' : blockText(block);
  }

  #endsWithReturn(index: number): boolean {
    return this.#textOf(index).endsWith('\r');
  }
}
