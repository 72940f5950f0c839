import { USERNAME, UUID } from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';
import { foldAscii } from '../snapshot/snapshotIndex.ts';

/** Check 1 of the user name against the users there are, soft-deleted ones among them (Kolibri protocol, section 6.4). */
export const usernameTaken: RowRule = (row, report, { live }) => {
  if (live === undefined || !row.has(UUID) || row.length(UUID) !== 0 || row.length(USERNAME) === 0) return;
  const value = row.value(USERNAME);
  const holders = live.usersByName.get(foldAscii(value.toLowerCase()));
  const holder = holders?.find(({ isDeleted }) => !isDeleted) ?? holders?.[0];
  if (holder === undefined) return;
  report.cell(holder.isDeleted ? 'username-held-by-deleted' : 'username-taken', USERNAME, {
    value,
    stored: holder.username,
    id: holder.id,
  });
};
