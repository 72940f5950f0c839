import { HIGH, SPACE } from '../scan/charKinds.ts';
import { codePoints } from '../values/codePoints.ts';
import { PASSWORD } from '../header/column.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import { LIMITS } from '../values/limits.ts';
import type { RowRule } from '../check/rowRule.ts';

/**
 * Checks 8 and 9 of the password, and white space at either end, with which the import stores a password that nobody can sign in
 * with (Kolibri protocol, sections 6.4 and 6.5).
 */
export const password: RowRule = (row, report) => {
  const length = row.length(PASSWORD);
  if (length === 0) {
    if (row.has(PASSWORD)) report.cell('password-missing', PASSWORD);
    return;
  }
  if (length <= LIMITS.password && (row.kindsOf(PASSWORD) & (SPACE | HIGH)) === 0) return;
  const value = row.value(PASSWORD);
  const characters = codePoints(value);
  if (characters > LIMITS.password)
    report.cell('password-too-long', PASSWORD, { length: characters, limit: LIMITS.password });
  else if (trimLikePython(value) !== value)
    report.cell('password-padded', PASSWORD, { onlySpaces: trimLikePython(value) === '' ? 1 : 0 });
};
