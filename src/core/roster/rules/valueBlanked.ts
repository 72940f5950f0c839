import { BIRTH_YEAR, GENDER, IDENTIFIER } from '../header/column.ts';
import { storedValue } from '../snapshot/isUnchanged.ts';
import type { RowRule } from '../check/rowRule.ts';

/**
 * What an untouched export would change all the same: a stored NOT_SPECIFIED or DEFERRED is exported as an empty cell and emptied by
 * the import (Kolibri protocol, section 6.5 C); and an identifier that lost the zeros it is stored with.
 */
export const valueBlanked: RowRule = (row, report) => {
  const user = report.matched;
  if (user === undefined) return;
  for (const [column, stored] of [
    [GENDER, user.gender],
    [BIRTH_YEAR, user.birthYear],
  ] as const) {
    if (stored !== '' && storedValue(row.value(column)) === '' && isPlaceholder(stored))
      report.cell('value-blanked', column, { stored });
  }
  const identifier = row.value(IDENTIFIER);
  if (
    identifier !== '' &&
    user.identifier.length > identifier.length &&
    user.identifier === identifier.padStart(user.identifier.length, '0')
  )
    report.cell('leading-zeros-lost', IDENTIFIER, { value: identifier, mended: user.identifier });
};

function isPlaceholder(stored: string): boolean {
  return stored === 'NOT_SPECIFIED' || stored === 'DEFERRED';
}
