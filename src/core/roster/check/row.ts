import { DOUBLED, QUOTED } from '../scan/charKinds.ts';
import { COLUMN_INDEXES, type ColumnIndex } from '../header/column.ts';
import type { Scan } from '../scan/scan.ts';

/** No number of a class cell. */
export const UNKNOWN = -2;

/**
 * A cursor over one record at a time: where the cell of each column is, and what it holds. One object serves a whole file, because
 * a file of a hundred thousand rows has a million cells. Offsets are those of {@link Row.source}.
 */
export class Row {
  source = '';
  /** Offset in the source of the scan the record belongs to. */
  base = 0;
  /** Offset of the record, and of the end of its content. */
  start = 0;
  end = 0;
  /** How many cells the record has. */
  cells = 0;
  /** Offsets of each column's content, without quotes; -1 where the record has no such cell. */
  readonly starts = new Int32Array(COLUMN_INDEXES.length);
  readonly ends = new Int32Array(COLUMN_INDEXES.length);
  /** See charKinds.ts; 0 where the record has no such cell. */
  readonly kinds = new Uint16Array(COLUMN_INDEXES.length);
  /** Numbers of the two class cells, kept by {@link ClassCells}; {@link UNKNOWN} until they are looked up. */
  enrolledId = UNKNOWN;
  assignedId = UNKNOWN;
  readonly #places: Int32Array;

  /** `places`: for each column the index of its cell, or -1 where the header has no such column. */
  constructor(places: Int32Array) {
    this.#places = places;
  }

  load(scan: Scan, record: number): void {
    const { offset, cellStart, cellKinds } = scan;
    const first = scan.firstCell[record] ?? 0;
    const cells = (scan.firstCell[record + 1] ?? 0) - first;
    const end = (scan.recordEnd[record] ?? 0) + offset;
    this.source = scan.source;
    this.base = offset;
    this.start = (scan.recordStart[record] ?? 0) + offset;
    this.end = end;
    this.cells = cells;
    this.enrolledId = this.assignedId = UNKNOWN;
    const places = this.#places;
    const { starts, ends, kinds } = this;
    for (let column = 0; column < COLUMN_INDEXES.length; column++) {
      const place = places[column] ?? -1;
      if (place < 0 || place >= cells) {
        starts[column] = ends[column] = -1;
        kinds[column] = 0;
        continue;
      }
      const cell = first + place;
      const kind = cellKinds[cell] ?? 0;
      const quote = (kind & QUOTED) === 0 ? 0 : 1;
      starts[column] = (cellStart[cell] ?? 0) + offset + quote;
      ends[column] = (place + 1 < cells ? (cellStart[cell + 1] ?? 0) + offset - 1 : end) - quote;
      kinds[column] = kind;
    }
  }

  /** True if the record has this cell, be it empty. */
  has(column: ColumnIndex): boolean {
    return (this.starts[column] ?? -1) >= 0;
  }

  /** True if the record lacks a cell for a column that the header has. */
  lacks(column: ColumnIndex): boolean {
    return (this.#places[column] ?? -1) >= this.cells;
  }

  /** UTF-16 units of the content, a doubled quote counting two; 0 for no cell. */
  length(column: ColumnIndex): number {
    return (this.ends[column] ?? 0) - (this.starts[column] ?? 0);
  }

  kindsOf(column: ColumnIndex): number {
    return this.kinds[column] ?? 0;
  }

  /** The first UTF-16 unit of the content; NaN for none. */
  first(column: ColumnIndex): number {
    return this.length(column) > 0 ? this.source.charCodeAt(this.starts[column] ?? 0) : Number.NaN;
  }

  /** What the server reads: without the quotes, doubled ones made single; '' for no cell. */
  value(column: ColumnIndex): string {
    const value = this.source.slice(this.starts[column] ?? 0, this.ends[column] ?? 0);
    return (this.kindsOf(column) & DOUBLED) === 0 ? value : value.replaceAll('""', '"');
  }

  /** True if the content is just `text`, which holds no quote. */
  is(column: ColumnIndex, text: string): boolean {
    if (this.length(column) !== text.length) return false;
    const start = this.starts[column] ?? 0;
    for (let i = 0; i < text.length; i++)
      if (this.source.charCodeAt(start + i) !== text.charCodeAt(i)) return false;
    return true;
  }
}
