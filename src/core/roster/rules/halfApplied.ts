import { ASSIGNED_TO, ENROLLED_IN, USER_TYPE } from '../header/column.ts';
import type { Row } from '../check/row.ts';
import type { RowRule, RuleContext } from '../check/rowRule.ts';
import { userTypeOf } from '../values/userType.ts';

/**
 * A matched row that changes classes or the role and nothing else: the server takes the old classes away and does not give the new
 * ones, nor the role (Kolibri protocol, section 6.5 F).
 */
export const halfApplied: RowRule = (row, report, context) => {
  const user = report.matched;
  if (user === undefined) return;
  if (user.isDeleted) {
    if (report.unchanged) report.row('stays-deleted', { username: user.username });
    return;
  }
  const type = userTypeOf(row.value(USER_TYPE)) ?? 'LEARNER';
  if (user.userType !== 'LEARNER' && type !== user.userType)
    report.cell('role-kept', USER_TYPE, { stored: user.userType, value: type });
  if (!report.unchanged) return;
  const classes = newIn(row, ENROLLED_IN, user.enrolledIn, context);
  const coached = type === 'LEARNER' ? '' : newIn(row, ASSIGNED_TO, user.assignedTo, context);
  if (classes !== '') report.cell('half-applied', ENROLLED_IN, { change: 'class', name: classes });
  else if (coached !== '') report.cell('half-applied', ASSIGNED_TO, { change: 'class', name: coached });
  else if (type !== 'LEARNER' && type !== user.userType)
    report.cell('half-applied', USER_TYPE, { change: 'role', name: type });
};

/** The first class that the row names and the user does not have. */
function newIn(
  row: Row,
  column: typeof ENROLLED_IN | typeof ASSIGNED_TO,
  held: readonly string[],
  { classCells }: RuleContext,
): string {
  const cell = classCells.at(classCells.idOf(row, column));
  return (
    cell?.pieces.find(({ name }) => !held.some((other) => other.toLowerCase() === name.toLowerCase()))
      ?.name ?? ''
  );
}
