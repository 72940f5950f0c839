import { USER_TYPE } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';
import { userTypeOf } from '../values/userType.ts';

/** Check 10 of the user type (Kolibri protocol, section 6.4). DEFERRED passes it: see userTypeDeferred.ts. */
export const userType: RowRule = (row, report) => {
  if (!row.has(USER_TYPE) || row.is(USER_TYPE, 'LEARNER') || row.is(USER_TYPE, 'CLASS_COACH')) return;
  const value = row.value(USER_TYPE);
  if (value !== 'DEFERRED' && userTypeOf(value) === undefined)
    report.cell('user-type-invalid', USER_TYPE, { value: value.slice(0, 40) });
};
