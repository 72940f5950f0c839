/**
 * What a row of a users file does to the server, one bit each: a row that is renamed and changes class has two. Every name says what
 * the file asks for; how it is done exactly is in docs/import.md.
 *
 * - `create`: a new user, with the password, the fields, the role and the classes of the row.
 * - `restore`: the row's database ID names a soft-deleted user: it lives again, before anything else is done with it.
 * - `update`: full name, identifier, birth year, gender or password become others.
 * - `rename`: the row's database ID names a user of another name, be it by case alone.
 * - `role`: the user type becomes another, upwards or downwards.
 * - `enrol`, `unenrol`: the classes that somebody learns in become those of ENROLLED_IN.
 * - `assign`, `unassign`: the classes that somebody coaches become those of ASSIGNED_TO.
 * - `problem`: nothing is done with the row, and the import is off as long as it stands.
 * - `byServer`: REST refuses a value of the row, the server's own import accepts it.
 */
export const EFFECTS = {
  create: 1,
  restore: 2,
  update: 4,
  rename: 8,
  role: 16,
  enrol: 32,
  unenrol: 64,
  assign: 128,
  unassign: 256,
  problem: 512,
  byServer: 1024,
} as const;

/** The name of one effect of a row. */
export type Effect = keyof typeof EFFECTS;

/** The effects of a row, as a sum of {@link EFFECTS}; 0 for a row that changes nothing. */
export type Effects = number;
