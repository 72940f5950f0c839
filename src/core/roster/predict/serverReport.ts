import type { Column } from '../header/column.ts';

/** One entry of `per_line_errors` (Kolibri protocol, section 6.2), in English. */
export type ServerLine = {
  readonly row: number | string;
  readonly field: string;
  readonly value: string | null;
  readonly message: string;
  readonly username?: string;
};

/** `users` and `classes` of the report. */
export type ServerCounts = {
  readonly users: { readonly created: number; readonly updated: number; readonly deleted: number };
  readonly classes: { readonly created: number; readonly updated: number; readonly cleared: number };
};

/** What the server answers to a dry run: see the table in section 6.2. */
export type ServerReport =
  | { readonly kind: 'processed'; readonly lines: readonly ServerLine[]; readonly counts: ServerCounts }
  /** Of a text that quotes Python, just the beginning is said. */
  | { readonly kind: 'refused'; readonly overall: readonly string[] }
  | { readonly kind: 'crashed'; readonly exception: string }
  /** The upload itself is refused: an empty file. */
  | { readonly kind: 'notTaken' };

/** The English texts on the wire, by their numbers in section 6.2. They are matched, never shown. */
export const SERVER_MESSAGES = {
  tooLong: (column: Column | 'Class name') => `Value in column '${column}' has too many characters`,
  invalid: (column: Column) => `Value in column '${column}' not valid`,
  duplicated: 'Username is duplicated',
  invalidUsername: 'Username only can contain characters, numbers and underscores',
  required: (column: Column) => `The column '${column}' is required`,
  invalidHeader: 'Incorrect header label found in the first row',
  unreadable: 'Error trying to read csv file: ',
  passwordRequired:
    'The password field is required. To leave the password unchanged in existing users, insert an asterisk (*)',
  unknownId: (username: string) =>
    `Cannot update user with ID: '${username}' because no user with that database ID exists in this facility`,
  invalidId: 'Database ID is not valid',
  username30: 'Required. 30 characters or fewer. Letters and digits only',
  atMost: (limit: number, length: number) =>
    `Ensure this value has at most ${limit} characters (it has ${length}).`,
  after3000: (year: string) => `Birth year ${year} is invalid, as it is after the year 3000`,
} as const;
