import { LOST } from '../scan/charKinds.ts';
import { COLUMN_INDEXES } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';

/** U+FFFD stands where bytes could not be read: the file was opened, or once saved, in the wrong encoding. */
export const lostCharacters: RowRule = (row, report) => {
  for (const column of COLUMN_INDEXES)
    if ((row.kindsOf(column) & LOST) !== 0) report.cell('lost-characters', column);
};
