import { PASSWORD, UUID } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';

/** `*` leaves a password as it is, and a new user has none (Kolibri protocol, section 6.5 C). */
export const passwordStar: RowRule = (row, report) => {
  if (row.length(PASSWORD) !== 1 || row.length(UUID) !== 0 || report.rejected || report.unmatched) return;
  if (row.has(UUID) && row.is(PASSWORD, '*')) report.cell('password-star-for-new-user', PASSWORD);
};
