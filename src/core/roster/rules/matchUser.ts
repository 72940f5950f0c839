import { USERNAME, UUID } from '../header/column.ts';
import { isUnchanged } from '../snapshot/isUnchanged.ts';
import type { RowRule } from '../check/rowRule.ts';
import { foldAscii } from '../snapshot/snapshotIndex.ts';

/** Stage C: the row against the user that its database ID names, or against those of its name (Kolibri protocol, section 6.5). */
export const matchUser: RowRule = (row, report, { live }) => {
  if (live === undefined || report.rejected || report.unmatched || !row.has(UUID)) return;
  const id = row.value(UUID);
  const username = row.value(USERNAME);
  const sameName = live.usersByName.get(foldAscii(username)) ?? [];
  if (id === '') {
    const holder = sameName[0];
    if (holder !== undefined)
      report.cell('username-taken-by-case', USERNAME, {
        value: username,
        stored: holder.username,
        id: holder.id,
      });
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
    if (sameName.length === 1) report.cell('username-changed', USERNAME, data);
    else
      report.cell('username-change-fails', USERNAME, {
        ...data,
        exception: sameName.length === 0 ? 'DoesNotExist' : 'MultipleObjectsReturned',
      });
    return;
  }
  report.matched = user;
  report.unchanged = isUnchanged(row, user);
};
