import { HIGH } from '../charKinds.ts';
import { COLUMN_INDEXES } from '../column.ts';
import type { RowRule } from '../rowRule.ts';

/** U+FFFD stands where bytes could not be read: the file was opened, or once saved, in the wrong encoding. */
export const lostCharacters: RowRule = (row, report) => {
  let kinds = 0;
  for (const column of COLUMN_INDEXES) kinds |= row.kindsOf(column);
  if ((kinds & HIGH) === 0) return;
  if (!row.source.slice(row.start, row.end).includes('\ufffd')) return;
  for (const column of COLUMN_INDEXES)
    if (row.value(column).includes('\ufffd')) report.cell('lost-characters', column);
};
