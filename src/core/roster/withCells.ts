import { QUOTED } from './scan/charKinds.ts';
import type { ColumnIndex } from './header/column.ts';
import { dataRows } from './dataRows.ts';
import { quoteCell } from './values/quoteCell.ts';

/** A users file with other values in the cells of one column. `becomes` is told the value and the number of the data record, from 1. */
export function withCells(
  text: string,
  column: ColumnIndex,
  becomes: (value: string, row: number) => string,
): string {
  const parts: string[] = [];
  let kept = 0;
  for (const { row, number, at } of dataRows(text)) {
    if (!row.has(column)) continue;
    const value = row.value(column);
    const next = becomes(value, number);
    if (next === value) continue;
    const isQuoted = (row.kindsOf(column) & QUOTED) !== 0;
    const quote = isQuoted ? 1 : 0;
    parts.push(text.slice(kept, at + (row.starts[column] ?? 0) - quote), quoteCell(next, isQuoted));
    kept = at + (row.ends[column] ?? 0) + quote;
  }
  parts.push(text.slice(kept));
  return parts.join('');
}
