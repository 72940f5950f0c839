import { HIGH, PUNCTUATION, SPACE } from '../scan/charKinds.ts';
import { codePoints } from '../values/codePoints.ts';
import { USERNAME } from '../header/column.ts';
import { hasPythonSpace } from '../values/pythonSpace.ts';
import type { RowRule } from '../check/rowRule.ts';

/** Checks 1 (an empty cell), 5, 6 and 7 and stage E of the user name (Kolibri protocol, sections 6.4 and 6.5). */
export const usernameText: RowRule = (row, report) => {
  const length = row.length(USERNAME);
  if (length === 0) {
    if (row.has(USERNAME)) report.cell('username-missing', USERNAME);
    return;
  }
  const kinds = row.kindsOf(USERNAME);
  if (length <= 30 && (kinds & (SPACE | PUNCTUATION | HIGH)) === 0) return;
  const value = row.value(USERNAME);
  const characters = codePoints(value);
  const tooLong = characters > 125 && value !== 'DEFERRED';
  if (tooLong) report.cell('username-too-long', USERNAME, { length: characters, limit: 125 });
  const bad = (kinds & (PUNCTUATION | SPACE)) !== 0 || hasPythonSpace(value);
  if (bad) report.cell('username-characters', USERNAME, { value: value.slice(0, 130) });
  if (!tooLong && !bad && characters > 30)
    report.cell('username-over-30', USERNAME, { length: characters, limit: 30 });
};
