import { LIMITS } from '../values/limits.ts';
import { codePoints } from '../values/codePoints.ts';
import { ASSIGNED_TO, ENROLLED_IN } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';

/** Checks 13 and 14 of the class columns: each name up to 50 characters before trimming, also for learners (section 6.4). */
export const classNameLength: RowRule = (row, report, { classCells }) => {
  for (const column of [ENROLLED_IN, ASSIGNED_TO] as const) {
    if (row.length(column) <= LIMITS.className) continue;
    const tooLong = classCells.at(classCells.idOf(row, column))?.tooLong ?? '';
    if (tooLong !== '')
      report.cell('class-name-too-long', column, {
        name: tooLong.slice(0, 60),
        length: codePoints(tooLong),
        limit: LIMITS.className,
      });
  }
};
