import { DOUBLED } from '../scan/charKinds.ts';
import type { ASSIGNED_TO, ENROLLED_IN } from '../header/column.ts';
import type { Scan } from '../scan/scan.ts';
import type { ClassPiece } from '../values/classCell.ts';
import type { Row } from '../check/row.ts';

/** Where a class name is in a cell, or the cell where doubled quotes are in it: offsets from the start of the block of the record under `row`. */
export function classSpan(
  row: Row,
  { offset }: Scan,
  column: typeof ENROLLED_IN | typeof ASSIGNED_TO,
  { name, at }: Pick<ClassPiece, 'name' | 'at'>,
): { readonly start: number; readonly end: number } {
  const doubled = (row.kindsOf(column) & DOUBLED) !== 0;
  const start = (row.starts[column] ?? 0) - offset + (doubled ? 0 : at);
  return { start, end: doubled ? (row.ends[column] ?? 0) - offset : start + name.length };
}
