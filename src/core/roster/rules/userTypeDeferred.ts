import { USER_TYPE } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';

/** A user type of DEFERRED passes every check and then fails the whole job, if the row has no other error (section 6.6). */
export const userTypeDeferred: RowRule = (row, report) => {
  if (!report.rejected && row.is(USER_TYPE, 'DEFERRED')) report.cell('user-type-deferred', USER_TYPE);
};
