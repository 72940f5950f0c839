import { HIGH, LOWER, LOWER_HEX, PUNCTUATION, UPPER } from '../scan/charKinds.ts';
import { ASSIGNED_TO, ENROLLED_IN } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';

/** A class name with a comma: no quoting helps, a comma always separates (Kolibri protocol, sections 5 and 6.4). */
export const classWithComma: RowRule = (row, report, { classCells, live }) => {
  for (const column of [ENROLLED_IN, ASSIGNED_TO] as const) {
    const kinds = row.kindsOf(column);
    if ((kinds & PUNCTUATION) === 0 || (kinds & (LOWER | LOWER_HEX | UPPER | HIGH)) === 0) continue;
    const cell = classCells.at(classCells.idOf(row, column));
    if (cell?.value.includes(',') !== true) continue;
    const name =
      cell.commaAttempt !== ''
        ? cell.commaAttempt
        : live?.classesWithComma.find((stored) => namesIn(cell.value, stored));
    if (name !== undefined) report.cell('class-with-comma', column, { name: name.slice(0, 60) });
  }
};

/** True if the parts of `stored` follow one another in `value`, as they do in an export. */
function namesIn(value: string, stored: string): boolean {
  return `,${value.toLowerCase()},`.includes(`,${stored.toLowerCase()},`);
}
