import type { ColumnIndex } from '../header/column.ts';
import type { Scan } from '../scan/scan.ts';
import type { Row } from '../check/row.ts';

/** Where the cell of a column is, with its quotes: offsets from the start of the block whose record `row` is on. */
export function cellSpan(
  row: Row,
  { offset, source }: Scan,
  column: ColumnIndex,
): { readonly start: number; readonly end: number } {
  const start = (row.starts[column] ?? 0) - offset;
  const end = (row.ends[column] ?? 0) - offset;
  const quote = source.charCodeAt(start + offset - 1) === 34 && start > 0 ? 1 : 0;
  return { start: start - quote, end: end + quote };
}
