import { DOUBLED } from '../scan/charKinds.ts';
import type { ASSIGNED_TO, ENROLLED_IN } from '../header/column.ts';
import type { Scan } from '../scan/scan.ts';
import type { ClassPiece } from '../values/classCell.ts';
import type { Row } from '../check/row.ts';

/** Where a class name is in a cell, doubled quotes as they stand: offsets from the start of the block of the record under `row`. */
export function classSpan(
  row: Row,
  { offset }: Scan,
  column: typeof ENROLLED_IN | typeof ASSIGNED_TO,
  { name, at }: Pick<ClassPiece, 'name' | 'at'>,
): { readonly start: number; readonly end: number } {
  const content = (row.starts[column] ?? 0) - offset;
  if ((row.kindsOf(column) & DOUBLED) === 0) return { start: content + at, end: content + at + name.length };
  const start = content + at + quotesIn(row.value(column).slice(0, at));
  return { start, end: start + name.length + quotesIn(name) };
}

function quotesIn(text: string): number {
  return text.split('"').length - 1;
}
