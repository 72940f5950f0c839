import type { Block } from './check/block.ts';
import { checkBlock, type RowChecks } from './check/checkBlock.ts';
import { firstFindings } from './findings/chosenFindings.ts';
import { ClassCells } from './check/classCells.ts';
import { ClassNames } from './check/classNames.ts';
import { USERNAME, UUID } from './header/column.ts';
import type { Header } from './header/header.ts';
import { isPythonSpace } from './values/pythonSpace.ts';
import { blockText, endsCleanly, readBlocks } from './check/readBlocks.ts';
import { isInUtf8 } from './encoding/isInUtf8.ts';
import { readHeader } from './header/readHeader.ts';
import { Repeats } from './check/repeats.ts';
import type { RosterContext } from './rosterContext.ts';
import { collectFindings, type RosterReport } from './findings/collectFindings.ts';
import { Row } from './check/row.ts';
import { rowRules } from './check/rowRules.ts';
import { scanRecords } from './scan/scanRecords.ts';
import type { Severity } from './findings/severity.ts';
import { indexSnapshot, type SnapshotIndex } from './snapshot/snapshotIndex.ts';

const BOM = '\ufeff';

/** What a roster is made of, for those that read it as a whole (findings, fixes, the prediction of the server's answer). */
export type RosterParts = {
  /** Length of the byte order mark, 0 or 1: where the first block starts. */
  readonly bomLength: number;
  readonly blocks: readonly Block[];
  readonly header: Header;
  readonly context: RosterContext;
  readonly live: SnapshotIndex | undefined;
  readonly classCells: ClassCells;
  readonly classNames: ClassNames;
  /** A cursor; whoever uses it loads it first. */
  readonly row: Row;
};

/** Offsets in the whole text. */
export type RosterRecord = {
  readonly start: number;
  /** Where its line end begins. */
  readonly end: number;
  readonly next: number;
  readonly cells: number;
};

/**
 * A users file that is being edited: its text in blocks, and what the rules say of each. An edit costs the blocks it touches, however
 * long the file. Checking a whole file takes about a tenth of a second for 100,000 rows; {@link advance} does it in steps.
 */
export class Roster {
  #bom = '';
  #blocks: Block[] = [];
  #header: Header;
  #context: RosterContext;
  #live: SnapshotIndex | undefined;
  #unchecked = 0;
  /** True once the rows have been compared with each other, too. */
  #isSettled = false;
  #settling: Generator<undefined, void> | undefined;
  #row: Row;
  #checks: RowChecks;
  #classCells = new ClassCells();
  #classNames: ClassNames;
  readonly #names: Repeats;
  readonly #ids: Repeats;

  /** Scans the text; nothing is checked before {@link advance}. Offsets count the byte order mark, if `text` begins with one. */
  constructor(text: string, context: RosterContext = {}) {
    this.#names = new Repeats({
      hashes: ({ names }) => names,
      marks: ({ repeatedName }) => repeatedName,
      keyOf: ({ scan }, record) => {
        this.#row.load(scan, record);
        return this.#row.value(USERNAME).toLowerCase();
      },
    });
    this.#ids = new Repeats({
      hashes: ({ ids }) => ids,
      marks: ({ repeatedId }) => repeatedId,
      keyOf: ({ scan }, record) => {
        this.#row.load(scan, record);
        return this.#row.value(UUID);
      },
    });
    if (text.startsWith(BOM)) this.#bom = BOM;
    this.#blocks = readBlocks(text, this.#bom.length);
    this.#header = this.#readHeader();
    this.#context = context;
    this.#live = context.snapshot && indexSnapshot(context.snapshot);
    this.#row = new Row(this.#header.places);
    this.#checks = this.#rowChecks();
    this.#classNames = new ClassNames(this.#classCells, this.#live);
    this.#startOver();
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

  /** False while {@link advance} has more to do; findings are then those of the blocks checked so far. */
  get isComplete(): boolean {
    return this.#unchecked === 0 && this.#isSettled;
  }

  get parts(): RosterParts {
    return {
      bomLength: this.#bom.length,
      blocks: this.#blocks,
      header: this.#header,
      context: this.#context,
      live: this.#live,
      classCells: this.#classCells,
      classNames: this.#classNames,
      row: this.#row,
    };
  }

  /** Checks up to so many more blocks of about 350 rows, or takes as many steps of comparing them. True when there is nothing left to do. */
  advance(blocks = Number.POSITIVE_INFINITY): boolean {
    if (this.isComplete) return true;
    let left = blocks;
    for (let i = 0; i < this.#blocks.length && this.#unchecked > 0 && left > 0; i++) {
      const block = this.#blocks[i];
      if (block === undefined || block.facts !== undefined) continue;
      this.#check(block, i);
      this.#unchecked--;
      left--;
    }
    if (this.#unchecked > 0) return false;
    const settling = (this.#settling ??= this.#settle());
    for (; left > 0; left--) {
      if (settling.next().done !== true) continue;
      this.#settling = undefined;
      return (this.#isSettled = true);
    }
    return false;
  }

  /**
   * Replaces the text from `start` to `end` (UTF-16 offsets). Everything stays as a scan of the whole text would have it. If the
   * edit changes the columns, all rows have to be looked at again: see {@link isComplete}.
   */
  edit(start: number, end: number, text: string): void {
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
    this.#replace(first, last, fresh);
  }

  /** Takes another snapshot, encoding or place of the file into account; all rows have to be looked at again. */
  setContext(context: RosterContext): void {
    this.#context = context;
    this.#live = context.snapshot && indexSnapshot(context.snapshot);
    this.#startOver();
  }

  /** What there is to say, in the order of the file: `limit` findings at most, those from `least` on; the counts are of all. */
  report(limit = Number.POSITIVE_INFINITY, least: Severity = 'hint'): RosterReport {
    return collectFindings(this.parts, this.isComplete, firstFindings(limit, least));
  }

  #replace(first: number, last: number, fresh: Block[]): void {
    const wasComplete = this.isComplete;
    const wasBlank = this.#isBlank();
    const old = this.#blocks.slice(first, last + 1);
    this.#blocks.splice(first, old.length, ...fresh);
    const oldFacts = old.flatMap(({ facts }) => (facts === undefined ? [] : [facts]));
    this.#unchecked += fresh.length - (old.length - oldFacts.length);
    if ((first === 0 || wasBlank !== this.#isBlank()) && this.#headerChanged()) return;
    for (const facts of oldFacts) this.#count(facts, -1);
    if (!wasComplete) {
      this.#settling = undefined;
      return;
    }
    fresh.forEach((block, i) => this.#check(block, first + i));
    this.#unchecked -= fresh.length;
    const freshFacts = fresh.flatMap(({ facts }) => (facts === undefined ? [] : [facts]));
    this.#names.settle(oldFacts, freshFacts, this.#blocks);
    this.#ids.settle(oldFacts, freshFacts, this.#blocks);
  }

  /** Reads the header anew. True if the columns are others, and all rows have to be looked at again. */
  #headerChanged(): boolean {
    const before = this.#header;
    this.#header = this.#readHeader();
    const same =
      before.labels.length === this.#header.labels.length &&
      before.hasRows === this.#header.hasRows &&
      before.places.every((place, column) => place === this.#header.places[column]);
    if (!same) this.#startOver();
    return !same;
  }

  #startOver(): void {
    for (const block of this.#blocks) block.facts = undefined;
    this.#unchecked = this.#blocks.length;
    this.#isSettled = false;
    this.#settling = undefined;
    this.#row = new Row(this.#header.places);
    this.#classCells = new ClassCells();
    this.#checks = this.#rowChecks();
    this.#classNames = new ClassNames(this.#classCells, this.#live);
    const records = this.#blocks.reduce((sum, { scan }) => sum + scan.records, 0);
    this.#names.clear(records);
    this.#ids.clear(records);
  }

  /** Compares the rows with each other, in steps. Begun anew if there is an edit meanwhile. */
  *#settle(): Generator<undefined, void> {
    yield* this.#names.settling(this.#blocks);
    yield* this.#ids.settling(this.#blocks);
    yield* this.#classNames.settling();
  }

  #rowChecks(): RowChecks {
    return {
      header: this.#header,
      rules: this.#header.hasRows
        ? rowRules(this.#header.labels.length, this.#live !== undefined, isInUtf8(this.#context))
        : [],
      context: { classCells: this.#classCells, ...(this.#live && { live: this.#live }) },
    };
  }

  #check(block: Block, index: number): void {
    block.facts = checkBlock(block.scan, index === 0 ? 1 : 0, this.#row, this.#checks);
    this.#count(block.facts, 1);
  }

  #count(facts: NonNullable<Block['facts']>, by: 1 | -1): void {
    this.#names.add(facts, by);
    this.#ids.add(facts, by);
    this.#classNames.count(facts.enrolled, by);
    this.#classNames.count(facts.assigned, by);
  }

  #readHeader(): Header {
    return readHeader(this.#blocks[0]?.scan ?? scanRecords(''), this.#isBlank());
  }

  /** Nothing but white space; seen from the first block of nearly all files. */
  #isBlank(): boolean {
    return this.#blocks.every((block) => isPythonSpace(blockText(block)));
  }

  #textOf(index: number): string {
    const block = this.#blocks[index];
    return block === undefined ? '' : blockText(block);
  }

  #endsWithReturn(index: number): boolean {
    return this.#textOf(index).endsWith('\r');
  }
}
