import { type Column, COLUMNS } from '../header/column.ts';
import type { Roster } from '../roster.ts';

/** A cell and where it is: UTF-16 offsets in the whole text, quotes included. */
export type CellPlace = {
  readonly start: number;
  readonly end: number;
  /** Its place in the record, from 0. */
  readonly index: number;
  /** The column that the header names there. */
  readonly column: Column | undefined;
  readonly isHeader: boolean;
};

/**
 * The cell that an offset is in, or just behind; undefined in a blank line. Where the lines are no rows of these columns
 * it has no column: a file with another delimiter is one cell a line.
 */
export function cellAt(roster: Roster, offset: number): CellPlace | undefined {
  const { bomLength, blocks, header } = roster.parts;
  let at = bomLength;
  for (const [number, { scan }] of blocks.entries()) {
    const end = at + scan.length;
    if (offset < end || (offset === end && !scan.closed)) {
      const record = scan.recordStart.findLastIndex((start, i) => i < scan.records && at + start <= offset);
      const first = scan.firstCell[record] ?? 0;
      const next = scan.firstCell[record + 1] ?? 0;
      for (let cell = first; cell < next; cell++) {
        const cellEnd = cell + 1 < next ? (scan.cellStart[cell + 1] ?? 0) - 1 : (scan.recordEnd[record] ?? 0);
        if (offset > at + cellEnd) continue;
        const index = cell - first;
        const column = header.hasRows ? header.labels[index]?.column : undefined;
        return {
          start: at + (scan.cellStart[cell] ?? 0),
          end: at + cellEnd,
          index,
          column: column === undefined ? undefined : COLUMNS[column],
          isHeader: number === 0 && record === 0,
        };
      }
      return undefined;
    }
    at = end;
  }
  return undefined;
}
