/**
 * How much the server takes in a cell, in code points (Kolibri protocol, sections 6.4 and 6.5 E): the rules find what is beyond, and
 * the hovers say it.
 */
export const LIMITS = {
  username: 125,
  /** Longer ones are reported, and saved all the same. */
  reportedUsername: 30,
  fullName: 125,
  reportedFullName: 120,
  password: 128,
  identifier: 64,
  className: 50,
} as const;

/** The birth years that the server takes, and the last one that it does not report. */
export const BIRTH_YEARS = { first: 1900, last: 99_999, reported: 3000 } as const;
