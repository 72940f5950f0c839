import { PASSWORD, USERNAME, UUID } from '../header/column.ts';
import type { TextEdit } from '../fixes/fix.ts';
import type { RosterParts } from '../roster.ts';
import { Row } from '../check/row.ts';
import { foldAscii, type SnapshotIndex } from '../snapshot/snapshotIndex.ts';

/**
 * Makes of an imported file one that can be kept: every password that was set becomes `*`, and a row without a database ID gets that of
 * the user who is there now under its name, so that the file stays good. Rows that were not written stay as they are. In the order of the
 * text.
 *
 * @param live what the facility is like after the import
 * @param written the rows that were written, as the server counts: data records from 1
 */
export function afterImport(
  { blocks, bomLength, header }: RosterParts,
  live: SnapshotIndex,
  written: ReadonlySet<number>,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const row = new Row(header.places);
  let at = bomLength;
  let number = 0;
  for (const { scan, facts } of blocks) {
    for (let record = 0; record < scan.records; record++) {
      if (facts?.rowsBefore[record + 1] === facts?.rowsBefore[record]) continue;
      if (!written.has(++number)) continue;
      row.load(scan, record);
      const own: TextEdit[] = [];
      const replace = (column: typeof UUID | typeof PASSWORD, text: string): void => {
        const start = (row.starts[column] ?? 0) - row.base + at;
        own.push({ start, end: start + row.length(column), text });
      };
      const users = live.usersByName.get(foldAscii(row.value(USERNAME))) ?? [];
      const id = users.find(({ isDeleted }) => !isDeleted)?.id;
      if (row.has(UUID) && row.length(UUID) === 0 && id !== undefined) replace(UUID, id);
      if (row.length(PASSWORD) > 0 && !row.is(PASSWORD, '*')) replace(PASSWORD, '*');
      edits.push(...own.sort((a, b) => a.start - b.start));
    }
    at += scan.length;
  }
  return edits;
}
