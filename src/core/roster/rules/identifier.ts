import { CONTROL, HIGH, LOWER, LOWER_HEX, SPACE } from '../scan/charKinds.ts';
import { codePoints } from '../values/codePoints.ts';
import { IDENTIFIER } from '../header/column.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import { LIMITS } from '../values/limits.ts';
import type { RowRule } from '../check/rowRule.ts';

/** Check 12 and stage E of the identifier, and its upper-casing on the way in (Kolibri protocol, sections 6.4 and 6.5 C). */
export const identifier: RowRule = (row, report) => {
  const length = row.length(IDENTIFIER);
  if (
    length === 0 ||
    (length <= LIMITS.identifier &&
      (row.kindsOf(IDENTIFIER) & (LOWER | LOWER_HEX | HIGH | SPACE | CONTROL)) === 0)
  )
    return;
  const value = row.value(IDENTIFIER);
  const characters = codePoints(value);
  if (characters > LIMITS.identifier) {
    report.cell('identifier-too-long', IDENTIFIER, { length: characters, limit: LIMITS.identifier });
    return;
  }
  const trimmed = trimLikePython(value);
  const stored = trimmed.toUpperCase();
  if (codePoints(stored) > LIMITS.identifier)
    report.cell('identifier-grows', IDENTIFIER, {
      length: codePoints(stored),
      limit: LIMITS.identifier,
      value: stored,
    });
  else if (stored !== trimmed) report.cell('identifier-upper-cased', IDENTIFIER, { value: trimmed, stored });
};
