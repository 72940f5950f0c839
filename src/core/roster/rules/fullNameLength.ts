import { codePoints } from '../values/codePoints.ts';
import { FULL_NAME } from '../header/column.ts';
import { LIMITS } from '../values/limits.ts';
import type { RowRule } from '../check/rowRule.ts';

/** Checks 3 and E of the full name: rejected above 125 characters, reported and saved above 120 (Kolibri protocol, 6.4 and 6.5). */
export const fullNameLength: RowRule = (row, report) => {
  if (row.length(FULL_NAME) <= LIMITS.reportedFullName) return;
  const length = codePoints(row.value(FULL_NAME));
  // What is shorter than the limit of the row is still reported: the advice is the length that is not.
  const measured = { length, limit: LIMITS.reportedFullName };
  if (length > LIMITS.fullName) report.cell('full-name-too-long', FULL_NAME, measured);
  else if (length > LIMITS.reportedFullName) report.cell('full-name-over-120', FULL_NAME, measured);
};
