import { type Column, COLUMNS } from '../header/column.ts';
import type { Roster } from '../roster.ts';

/** The columns that the header lacks and that can be added: none where the cells of some row would move under another label. */
export function missingColumns({ parts: { header, blocks } }: Roster): readonly Column[] {
  const { labels, places } = header;
  // Names of columns that are not known may be meant for the missing ones.
  if (labels.length === 0 || labels.some(({ column }) => column === undefined)) return [];
  for (const { scan } of blocks) {
    if (scan.malformed.length > 0) return [];
    for (let record = 0; record < scan.records; record++)
      if ((scan.firstCell[record + 1] ?? 0) - (scan.firstCell[record] ?? 0) > labels.length) return [];
  }
  return COLUMNS.filter((_, index) => places[index] === -1);
}
