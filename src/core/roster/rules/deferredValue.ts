import {
  ASSIGNED_TO,
  type ColumnIndex,
  ENROLLED_IN,
  FULL_NAME,
  IDENTIFIER,
  PASSWORD,
} from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';

const PLACES: readonly ColumnIndex[] = [FULL_NAME, PASSWORD, IDENTIFIER, ENROLLED_IN, ASSIGNED_TO];

/** DEFERRED where it means nothing: it becomes a name, a password or a class of that name, or empties the identifier (section 6.4). */
export const deferredValue: RowRule = (row, report) => {
  for (const column of PLACES)
    if (row.length(column) === 8 && row.is(column, 'DEFERRED')) report.cell('deferred-value', column);
};
