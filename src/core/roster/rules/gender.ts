import { GENDER } from '../header/column.ts';
import { isGender } from '../values/genderValue.ts';
import type { RowRule } from '../check/rowRule.ts';

/** Check 11 of the gender (Kolibri protocol, section 6.4). */
export const gender: RowRule = (row, report) => {
  if (row.length(GENDER) === 0 || row.is(GENDER, 'FEMALE') || row.is(GENDER, 'MALE')) return;
  const value = row.value(GENDER);
  if (!isGender(value)) report.cell('gender-invalid', GENDER, { value: value.slice(0, 40) });
};
