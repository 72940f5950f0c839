import { HIGH, PUNCTUATION, SPACE } from '../scan/charKinds.ts';
import { codePoints } from '../values/codePoints.ts';
import { USERNAME } from '../header/column.ts';
import { hasPythonSpace } from '../values/pythonSpace.ts';
import { LIMITS } from '../values/limits.ts';
import type { RowRule } from '../check/rowRule.ts';

/** Checks 1 (an empty cell), 5, 6 and 7 and stage E of the user name (Kolibri protocol, sections 6.4 and 6.5). */
export const usernameText: RowRule = (row, report) => {
  const length = row.length(USERNAME);
  if (length === 0) {
    if (row.has(USERNAME)) report.cell('username-missing', USERNAME);
    return;
  }
  const kinds = row.kindsOf(USERNAME);
  if (length <= LIMITS.reportedUsername && (kinds & (SPACE | PUNCTUATION | HIGH)) === 0) return;
  const value = row.value(USERNAME);
  const characters = codePoints(value);
  const tooLong = characters > LIMITS.username && value !== 'DEFERRED';
  // What is shorter than the limit of the row is still reported: the advice is the length that is not.
  const measured = { length: characters, limit: LIMITS.reportedUsername };
  if (tooLong) report.cell('username-too-long', USERNAME, measured);
  const bad = (kinds & (PUNCTUATION | SPACE)) !== 0 || hasPythonSpace(value);
  if (bad) report.cell('username-characters', USERNAME, { value: value.slice(0, 130) });
  if (!tooLong && !bad && characters > LIMITS.reportedUsername)
    report.cell('username-over-30', USERNAME, measured);
};
