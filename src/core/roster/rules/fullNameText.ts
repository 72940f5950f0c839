import { HIGH, SPACE } from '../scan/charKinds.ts';
import { FULL_NAME } from '../header/column.ts';
import { isInk } from '../values/isInk.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import type { RowRule } from '../check/rowRule.ts';

/** A full name that is empty, which the server takes, or padded, which it keeps as it is. */
export const fullNameText: RowRule = (row, report) => {
  const length = row.length(FULL_NAME);
  if (length === 0) {
    if (row.has(FULL_NAME)) report.cell('full-name-missing', FULL_NAME);
    return;
  }
  if ((row.kindsOf(FULL_NAME) & (SPACE | HIGH)) === 0) return;
  const last = row.source.charCodeAt((row.ends[FULL_NAME] ?? 0) - 1);
  const first = row.first(FULL_NAME);
  // Most names have a space in the middle; only the ends matter, and only the rare ones need a closer look.
  if (isInk(first) && isInk(last)) return;
  const value = row.value(FULL_NAME);
  if (trimLikePython(value) !== value) report.cell('full-name-padded', FULL_NAME);
};
