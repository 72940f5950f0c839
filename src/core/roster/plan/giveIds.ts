import type { TextEdit } from '../fixes/fix.ts';
import type { RosterParts } from '../roster.ts';

/**
 * Gives every row that says of a user what is stored, and has no database ID, the ID of that user, so that the file can change the user
 * from now on. In the order of the text.
 *
 * @param parts of a roster that was checked with the users there are
 */
export function giveIds({ blocks, bomLength }: RosterParts): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = bomLength;
  for (const { scan, facts } of blocks) {
    for (const { code, start, data } of facts?.findings ?? []) {
      if (code !== 'user-there-already') continue;
      const place = at + start + Number(data['idAt']);
      edits.push({ start: place, end: place, text: String(data['id']) });
    }
    at += scan.length;
  }
  return edits;
}
