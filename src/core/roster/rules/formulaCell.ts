import { PUNCTUATION } from '../scan/charKinds.ts';
import {
  ASSIGNED_TO,
  type ColumnIndex,
  ENROLLED_IN,
  FULL_NAME,
  IDENTIFIER,
  PASSWORD,
} from '../header/column.ts';
import { isGuarded } from '../values/exportGuard.ts';
import type { RowRule } from '../check/rowRule.ts';

const PLACES: readonly ColumnIndex[] = [FULL_NAME, IDENTIFIER, PASSWORD, ENROLLED_IN, ASSIGNED_TO];
const PLAIN_NUMBER = /^[-+]?[0-9,.]+$/;
const ERROR_VALUE = /^#(?:NAME\?|REF!|VALUE!|N\/A|DIV\/0!|NUM!|NULL!)$/;
const SCIENTIFIC = /^\d(?:[.,]\d+)?E[+-]?\d+$/i;

/**
 * What a spreadsheet makes of cells, and of an export: a formula, the error it left, a number in scientific notation or with `.0`,
 * and the apostrophe that the server's export put before a formula, which an import stores.
 */
export const formulaCell: RowRule = (row, report) => {
  for (const column of PLACES) {
    if ((row.kindsOf(column) & PUNCTUATION) === 0) continue;
    const first = row.first(column);
    if (first >= 48 && first <= 57) {
      if (column !== IDENTIFIER && column !== PASSWORD) continue;
      const value = row.value(column);
      if (SCIENTIFIC.test(value) || /^\d+[.,]0$/.test(value))
        report.cell('spreadsheet-number', column, column === PASSWORD ? {} : { value });
      continue;
    }
    // = + - @ # '
    if (first !== 61 && first !== 43 && first !== 45 && first !== 64 && first !== 35 && first !== 39)
      continue;
    const value = row.value(column);
    if (first === 39) {
      if (isGuarded(value)) report.cell('guard-apostrophe', column);
    } else if (first === 35 ? ERROR_VALUE.test(value) : value.length > 1 && !PLAIN_NUMBER.test(value))
      report.cell('formula-cell', column, { error: first === 35 ? 1 : 0 });
  }
};
