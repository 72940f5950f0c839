/** The ten columns of a users file by their tokens, in the canonical order (Kolibri protocol, sections 5 and 6.3). */
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

/** The token of a column: what the server looks for in a label, in any language. */
export type Column = (typeof COLUMNS)[number];

/** A column as a number, for the arrays that hold one entry for each. */
export type ColumnIndex = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export const UUID = 0;
export const USERNAME = 1;
export const PASSWORD = 2;
export const FULL_NAME = 3;
export const USER_TYPE = 4;
export const IDENTIFIER = 5;
export const BIRTH_YEAR = 6;
export const GENDER = 7;
export const ENROLLED_IN = 8;
export const ASSIGNED_TO = 9;

/** Every column index, in the canonical order. */
export const COLUMN_INDEXES: readonly ColumnIndex[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
