import { DIGIT, LOWER_HEX, QUOTED } from '../scan/charKinds.ts';
import { UUID } from '../header/column.ts';
import { plainDatabaseId } from '../values/plainDatabaseId.ts';
import type { RowRule } from '../check/rowRule.ts';

/**
 * A database ID that is none of a stored one's spelling, which is 32 lower-case hex digits: it passes the syntax check and then
 * matches nobody (Kolibri protocol, section 6.5 C).
 */
export const databaseIdForm: RowRule = (row, report) => {
  const length = row.length(UUID);
  if (length === 0 || report.rejected) return;
  if (length === 32 && (row.kindsOf(UUID) & ~(LOWER_HEX | DIGIT | QUOTED)) === 0) return;
  const value = row.value(UUID);
  report.cell('database-id-form', UUID, { value, plain: plainDatabaseId(value) ?? '' });
};
