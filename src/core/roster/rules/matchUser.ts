import { USERNAME, UUID } from '../header/column.ts';
import { isUnchanged } from '../snapshot/isUnchanged.ts';
import type { RowRule } from '../check/rowRule.ts';
import { foldAscii } from '../snapshot/snapshotIndex.ts';
import { takenBy } from './takenBy.ts';

/** Stage C: the row against the user that its database ID names, or against those of its name (Kolibri protocol, section 6.5). */
export const matchUser: RowRule = (row, report, { live }) => {
  if (live === undefined || report.rejected || report.unmatched || !row.has(UUID)) return;
  const id = row.value(UUID);
  const username = row.value(USERNAME);
  const sameName = live.usersByName.get(foldAscii(username)) ?? [];
  if (id === '') {
    const holder = sameName[0];
    if (holder !== undefined) report.cell('username-taken-by-case', USERNAME, takenBy(row, holder));
    return;
  }
  const user = live.usersById.get(id);
  if (user === undefined) {
    report.cell('database-id-unknown', UUID, { value: id, username });
    return;
  }
  report.named = user;
  if (user.username !== username) {
    const data = { value: username, stored: user.username };
    const [holder, ...others] = sameName;
    if (holder === undefined) report.cell('user-renamed', USERNAME, { ...data, exception: 'DoesNotExist' });
    else if (others.length > 0)
      report.cell('username-change-fails', USERNAME, { ...data, exception: 'MultipleObjectsReturned' });
    // The name differs by case alone, and nobody else has it.
    else report.cell(holder === user ? 'user-renamed-by-case' : 'username-changed', USERNAME, data);
    return;
  }
  report.matched = user;
  report.unchanged = isUnchanged(row, user);
};
