import type { Block } from './check/block.ts';
import { checkBlock, type RowChecks } from './check/checkBlock.ts';
import { firstFindings } from './findings/chosenFindings.ts';
import { ClassCells } from './check/classCells.ts';
import { ClassNames } from './check/classNames.ts';
import { USERNAME, UUID } from './header/column.ts';
import type { Header } from './header/header.ts';
import { BlockList, type RosterRecord } from './check/blockList.ts';
import { readHeader } from './header/readHeader.ts';
import { Repeats } from './check/repeats.ts';
import type { RosterContext } from './rosterContext.ts';
import { collectFindings, type RosterReport } from './findings/collectFindings.ts';
import { Row } from './check/row.ts';
import { rowRules } from './check/rowRules.ts';
import { scanRecords } from './scan/scanRecords.ts';
import type { Severity } from './findings/severity.ts';
import { indexSnapshot, type SnapshotIndex } from './snapshot/snapshotIndex.ts';

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

/**
 * A users file that is being edited: its text in blocks, and what the rules say of each. An edit costs the blocks it touches, however
 * long the file. Checking a whole file takes about a tenth of a second for 100,000 rows; {@link advance} does it in steps.
 */
export class Roster {
  readonly #list: BlockList;
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
    this.#list = new BlockList(text);
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
    return this.#list.length;
  }

  /** The whole text. */
  get text(): string {
    return this.#list.text;
  }

  /** A part of the text, without putting the whole of it together. */
  slice(start: number, end: number): string {
    return this.#list.slice(start, end);
  }

  /** The record at an offset: its bounds, where the next one starts, and how many cells it has. */
  recordAt(offset: number): RosterRecord | undefined {
    return this.#list.recordAt(offset);
  }

  /** False while {@link advance} has more to do; findings are then those of the blocks checked so far. */
  get isComplete(): boolean {
    return this.#unchecked === 0 && this.#isSettled;
  }

  get parts(): RosterParts {
    return {
      bomLength: this.#list.bomLength,
      blocks: this.#list.blocks,
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
    for (let i = 0; i < this.#list.blocks.length && this.#unchecked > 0 && left > 0; i++) {
      const block = this.#list.blocks[i];
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
    const wasComplete = this.isComplete;
    const wasBlank = this.#list.isBlank;
    const { first, gone, fresh } = this.#list.edit(start, end, text);
    const { blocks } = this.#list;
    const oldFacts = gone.flatMap(({ facts }) => (facts === undefined ? [] : [facts]));
    this.#unchecked += fresh.length - (gone.length - oldFacts.length);
    if ((first === 0 || wasBlank !== this.#list.isBlank) && this.#headerChanged()) return;
    for (const facts of oldFacts) this.#count(facts, -1);
    if (!wasComplete) {
      this.#settling = undefined;
      return;
    }
    fresh.forEach((block, i) => this.#check(block, first + i));
    this.#unchecked -= fresh.length;
    const freshFacts = fresh.flatMap(({ facts }) => (facts === undefined ? [] : [facts]));
    this.#names.settle(oldFacts, freshFacts, blocks);
    this.#ids.settle(oldFacts, freshFacts, blocks);
  }

  /** Takes another snapshot, encoding or place of the file into account. With another snapshot all rows have to be looked at again. */
  setContext(context: RosterContext): void {
    const before = this.#context.snapshot;
    this.#context = context;
    if (context.snapshot === before) return;
    this.#live = context.snapshot && indexSnapshot(context.snapshot);
    this.#startOver();
  }

  /** What there is to say, in the order of the file: `limit` findings at most, those from `least` on; the counts are of all. */
  report(limit = Number.POSITIVE_INFINITY, least: Severity = 'hint'): RosterReport {
    return collectFindings(this.parts, this.isComplete, firstFindings(limit, least));
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
    for (const block of this.#list.blocks) block.facts = undefined;
    this.#unchecked = this.#list.blocks.length;
    this.#isSettled = false;
    this.#settling = undefined;
    this.#row = new Row(this.#header.places);
    this.#classCells = new ClassCells();
    this.#checks = this.#rowChecks();
    this.#classNames = new ClassNames(this.#classCells, this.#live);
    const records = this.#list.blocks.reduce((sum, { scan }) => sum + scan.records, 0);
    this.#names.clear(records);
    this.#ids.clear(records);
  }

  /** Compares the rows with each other, in steps. Begun anew if there is an edit meanwhile. */
  *#settle(): Generator<undefined, void> {
    yield* this.#names.settling(this.#list.blocks);
    yield* this.#ids.settling(this.#list.blocks);
    yield* this.#classNames.settling();
  }

  #rowChecks(): RowChecks {
    return {
      header: this.#header,
      rules: this.#header.hasRows ? rowRules(this.#header.labels.length, this.#live !== undefined) : [],
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
    return readHeader(this.#list.blocks[0]?.scan ?? scanRecords(''), this.#list.isBlank);
  }
}
