import type { RowRule } from '../check/rowRule.ts';

/** More cells than the header has: the server ignores them (Kolibri protocol, section 6.6). */
export const cellsSurplus =
  (headerCells: number): RowRule =>
  (row, report) => {
    if (row.cells > headerCells) report.row('cells-surplus', { cells: row.cells, expected: headerCells });
  };
