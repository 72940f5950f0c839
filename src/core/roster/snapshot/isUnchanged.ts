import { BIRTH_YEAR, FULL_NAME, GENDER, IDENTIFIER, PASSWORD } from '../header/column.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import type { Row } from '../check/row.ts';
import type { SnapshotUser } from './rosterSnapshot.ts';

/**
 * True if a matched row changes nothing of the user itself. The server then neither saves the user nor gives it a role or a class
 * (Kolibri protocol, sections 6.5 C and F). A password other than `*` always is a change.
 */
export function isUnchanged(row: Row, user: SnapshotUser): boolean {
  return (
    row.is(PASSWORD, '*') &&
    row.value(FULL_NAME) === user.fullName &&
    storedValue(row.value(GENDER)) === user.gender &&
    storedValue(row.value(BIRTH_YEAR)) === user.birthYear &&
    storedValue(row.value(IDENTIFIER)) === user.identifier
  );
}

/** What the server makes of a gender, a birth year or an identifier: trimmed, upper-case, DEFERRED emptied (section 6.5 C). */
export function storedValue(value: string): string {
  const stored = trimLikePython(value).toUpperCase();
  return stored === 'DEFERRED' ? '' : stored;
}
