import { CONTROL } from '../scan/charKinds.ts';
import { USERNAME } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';

/** A NUL in a user name: imported as it is, but signing in answers 400 (Kolibri protocol, section 6.5 E). */
export const usernameNul: RowRule = (row, report) => {
  if ((row.kindsOf(USERNAME) & CONTROL) === 0) return;
  if (row.value(USERNAME).includes('\0')) report.cell('username-nul', USERNAME);
};
