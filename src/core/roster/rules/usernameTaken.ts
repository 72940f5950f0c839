import { USERNAME, UUID } from '../header/column.ts';
import { isAsStored } from '../plan/isAsStored.ts';
import type { RowRule } from '../check/rowRule.ts';
import { foldAscii } from '../snapshot/snapshotIndex.ts';
import { takenBy } from './takenBy.ts';

/**
 * Check 1 of the user name against the users there are, soft-deleted ones among them (Kolibri protocol, section 6.4). A row that says of
 * a user what is stored, as every row of a file does when it has been imported, is no mistake: there is nothing to do.
 */
export const usernameTaken: RowRule = (row, report, { live }) => {
  if (live === undefined || !row.has(UUID) || row.length(UUID) !== 0 || row.length(USERNAME) === 0) return;
  const holders = live.usersByName.get(foldAscii(row.value(USERNAME).toLowerCase()));
  const holder = holders?.find(({ isDeleted }) => !isDeleted) ?? holders?.[0];
  if (holder === undefined) return;
  const taken = isAsStored(row, holder, live) ? 'user-there-already' : 'username-taken';
  report.cell(holder.isDeleted ? 'username-held-by-deleted' : taken, USERNAME, takenBy(row, holder));
};
