import { QUOTED } from '../scan/charKinds.ts';
import type { Scan } from '../scan/scan.ts';

/** One column of a block: an entry for each record, of which only those with the cell mean something. */
export type ColumnCells = {
  /** Offsets of the content, without quotes, from the start of the block. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** See charKinds.ts. */
  readonly kinds: Uint16Array;
};

let room = 1024;
let starts = new Int32Array(room);
let ends = new Int32Array(room);
let kinds = new Uint16Array(room);

/** Where the cells at one place of each record are, of records that have `cells` cells; in arrays that are filled anew by the next call. */
export function columnCells(scan: Scan, place: number, cells: number): ColumnCells {
  const { records, recordEnd, firstCell, cellStart, cellKinds } = scan;
  if (records > room) {
    room = records * 2;
    starts = new Int32Array(room);
    ends = new Int32Array(room);
    kinds = new Uint16Array(room);
  }
  const column = { starts, ends, kinds };
  const isLast = place === cells - 1;
  for (let record = 0; record < records; record++) {
    const cell = (firstCell[record] ?? 0) + place;
    const kind = cellKinds[cell] ?? 0;
    const quote = (kind & QUOTED) === 0 ? 0 : 1;
    const end = isLast ? (recordEnd[record] ?? 0) : (cellStart[cell + 1] ?? 0) - 1;
    column.starts[record] = (cellStart[cell] ?? 0) + quote;
    column.ends[record] = end - quote;
    column.kinds[record] = kind;
  }
  return column;
}
