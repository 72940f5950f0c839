import { DIGIT, QUOTED } from '../scan/charKinds.ts';
import { codePoints } from '../values/codePoints.ts';
import { BIRTH_YEAR } from '../header/column.ts';
import { pythonInteger } from '../values/pythonInteger.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import { BIRTH_YEARS } from '../values/limits.ts';
import type { RowRule } from '../check/rowRule.ts';

/** Check 4 and stage E of the birth year (Kolibri protocol, sections 6.4 and 6.5): what Python's int() reads, 1900 to 99999. */
export const birthYear: RowRule = (row, report) => {
  const length = row.length(BIRTH_YEAR);
  if (length === 0) return;
  if (length === 4 && (row.kindsOf(BIRTH_YEAR) & ~QUOTED) === DIGIT) {
    const first = row.first(BIRTH_YEAR);
    // 2000 to 2999 and 1900 to 1999, the only years one meets.
    if (first === 50) return;
    if (first === 49 && row.source.charCodeAt((row.starts[BIRTH_YEAR] ?? 0) + 1) === 57) return;
  }
  const value = row.value(BIRTH_YEAR);
  if (value === 'DEFERRED') return;
  const year = pythonInteger(value);
  if (year === undefined || year < BIRTH_YEARS.first || year > BIRTH_YEARS.last) {
    report.cell('birth-year-invalid', BIRTH_YEAR, { value: value.slice(0, 40) });
    return;
  }
  const stored = trimLikePython(value).toUpperCase();
  if (year > BIRTH_YEARS.reported) report.cell('birth-year-over-3000', BIRTH_YEAR, { value: stored });
  else if (codePoints(stored) > 16)
    report.cell('birth-year-over-16-characters', BIRTH_YEAR, { length: codePoints(stored), value: stored });
};
