import { USERNAME, UUID } from '../header/column.ts';
import type { TextEdit } from '../fixes/fix.ts';
import type { RosterParts } from '../roster.ts';
import { Row } from '../check/row.ts';
import { foldAscii, type SnapshotIndex } from '../snapshot/snapshotIndex.ts';

/**
 * Gives every row that would make a user of a name which only a removed user holds the database ID of that one: the user is restored
 * then, and becomes what the row says. In the order of the text. Kolibri protocol, section 2.3: a removed user is there for 30 days.
 */
export function bringBack(
  { blocks, bomLength, header }: RosterParts,
  live: SnapshotIndex,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const row = new Row(header.places);
  let at = bomLength;
  for (const { scan, facts } of blocks) {
    for (let record = 0; record < scan.records; record++) {
      if (facts?.rowsBefore[record + 1] === facts?.rowsBefore[record]) continue;
      row.load(scan, record);
      if (!row.has(UUID) || row.length(UUID) > 0) continue;
      const [holder, ...others] = live.usersByName.get(foldAscii(row.value(USERNAME))) ?? [];
      if (holder?.isDeleted !== true || others.length > 0) continue;
      const start = (row.starts[UUID] ?? 0) - row.base + at;
      edits.push({ start, end: start, text: holder.id });
    }
    at += scan.length;
  }
  return edits;
}
