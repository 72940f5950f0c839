/** The columns of a users CSV, in Kolibri's order (Kolibri protocol, section 5). */
export const COLUMNS = [
  'UUID',
  'USERNAME',
  'PASSWORD',
  'FULL_NAME',
  'USER_TYPE',
  'IDENTIFIER',
  'BIRTH_YEAR',
  'GENDER',
  'ENROLLED_IN',
  'ASSIGNED_TO',
] as const;

export type Column = (typeof COLUMNS)[number];

/** A record by column; undefined for a cell that the record is too short for. */
export type RosterRow = Readonly<Record<Column, string | undefined>>;

export function isColumn(token: string): token is Column {
  return COLUMNS.some((column) => column === token);
}
