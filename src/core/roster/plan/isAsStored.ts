import { parseClassCell } from '../values/classCell.ts';
import { ASSIGNED_TO, ENROLLED_IN, USER_TYPE, USERNAME } from '../header/column.ts';
import { foldClassName } from '../values/foldClassName.ts';
import { fieldChanges } from './fieldChanges.ts';
import { roleChange } from './roleChange.ts';
import type { Row } from '../check/row.ts';
import type { SnapshotUser } from '../snapshot/rosterSnapshot.ts';
import type { SnapshotIndex } from '../snapshot/snapshotIndex.ts';
import { userTypeOf } from '../values/userType.ts';

/**
 * True if a user is all that a row says of it, to the letter of the user name: an import would leave it as it is. The password is not
 * compared, as no server gives one.
 */
export function isAsStored(row: Row, user: SnapshotUser, live: SnapshotIndex): boolean {
  const type = userTypeOf(row.value(USER_TYPE));
  return (
    row.value(USERNAME) === user.username &&
    type !== undefined &&
    roleChange(user, type) === undefined &&
    fieldChanges(row, user).length === 0 &&
    names(row.value(ENROLLED_IN), user.enrolledIn, live) &&
    (type === 'LEARNER' || names(row.value(ASSIGNED_TO), user.assignedTo, live))
  );
}

/** Whether a cell names just these classes; a class is found by its exact name, else without case. */
function names(cell: string, classes: readonly string[], live: SnapshotIndex): boolean {
  const named = new Set(parseClassCell(cell).pieces.map(({ name }) => spelled(name, live)));
  return named.size === classes.length && classes.every((name) => named.has(name));
}

function spelled(name: string, { classByLower, classesByFold }: SnapshotIndex): string | undefined {
  const isExact = classesByFold.get(foldClassName(name))?.includes(name) === true;
  return isExact ? name : classByLower.get(name.toLowerCase());
}
