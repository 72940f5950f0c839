import { BIRTH_YEAR, type ColumnIndex, FULL_NAME, GENDER, IDENTIFIER } from '../header/column.ts';
import { storedValue } from '../snapshot/isUnchanged.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import type { Row } from '../check/row.ts';
import type { SnapshotUser } from '../snapshot/rosterSnapshot.ts';
import { isExportOf } from '../values/exportGuard.ts';
import type { FieldChange, UserField } from './importPlan.ts';

const FIELDS: readonly (readonly [UserField, ColumnIndex])[] = [
  ['fullName', FULL_NAME],
  ['identifier', IDENTIFIER],
  ['birthYear', BIRTH_YEAR],
  ['gender', GENDER],
];

const NONE: readonly FieldChange[] = [];

/** What is stored of a new user beside name and password: every field that is not empty. */
export function newFields(row: Row): readonly FieldChange[] {
  const fields: FieldChange[] = [];
  for (const [field, column] of FIELDS) {
    if (row.length(column) === 0) continue;
    const to = toStore(field, row.value(column));
    if (to !== '') fields.push({ field, from: '', to });
  }
  return fields;
}

/**
 * The fields of a user that a row makes others. A cell that an export would have written for what is stored changes nothing, though the
 * server's import may: it empties NOT_SPECIFIED and DEFERRED, upper-cases identifiers and keeps an apostrophe (Kolibri protocol,
 * section 6.5 C). An empty cell clears everything else.
 */
export function fieldChanges(row: Row, user: SnapshotUser): readonly FieldChange[] {
  let fields: FieldChange[] | undefined;
  for (const [field, column] of FIELDS) {
    const from = user[field];
    if (row.is(column, from)) continue;
    const cell = row.value(column);
    if (isExportOf(cell, from)) continue;
    const to = toStore(field, cell);
    if (to === from || isLeftOut(field, from, cell)) continue;
    (fields ??= []).push({ field, from, to });
  }
  return fields ?? NONE;
}

function toStore(field: UserField, cell: string): string {
  return field === 'fullName' ? trimLikePython(cell) : storedValue(cell);
}

/** An export writes nothing for these. */
function isLeftOut(field: UserField, stored: string, cell: string): boolean {
  if (field !== 'birthYear' && field !== 'gender') return false;
  return (stored === 'NOT_SPECIFIED' || stored === 'DEFERRED') && trimLikePython(cell) === '';
}
