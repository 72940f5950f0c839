import { ASSIGNED_TO, USER_TYPE } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';
import { userTypeOf } from '../values/userType.ts';

/** Classes to coach in the row of a learner: ignored without a word (Kolibri protocol, section 6.4). */
export const assignedToIgnored: RowRule = (row, report, { classCells }) => {
  if (row.length(ASSIGNED_TO) === 0) return;
  if (!row.is(USER_TYPE, 'LEARNER') && userTypeOf(row.value(USER_TYPE)) !== 'LEARNER') return;
  const cell = classCells.at(classCells.idOf(row, ASSIGNED_TO));
  if (cell !== undefined && cell.pieces.length > 0) report.cell('assigned-to-ignored', ASSIGNED_TO);
};
