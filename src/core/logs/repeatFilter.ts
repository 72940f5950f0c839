import { createHash } from 'node:crypto';
import { word } from '../kolibriWords/words.ts';

/** Rows whose digests are held at once, twice over: about 50 MB at most, whatever the size of the file. */
const GENERATION = 250_000;
/** "User type" stands here since Kolibri 0.19, which is also since when rows repeat. */
const USER_TYPE = 2;

/**
 * Tells the repeats in usage logs (Kolibri protocol, section 4.4): since 0.19 the server writes the row of a person with several
 * roles once for each role, byte for byte the same. Learners have no role and are never repeated, so their rows are let pass unseen:
 * what must be remembered is the rows of coaches and administrators, as digests of 128 bits. Of more than half a million of those the
 * oldest are forgotten; a row and its repeats come from one row of the server's table and stand near each other.
 *
 * @returns a function that is given each row once, in order, and says whether it is a repeat
 */
export function repeatFilter(
  locale: string,
  generation: number = GENERATION,
): (cells: readonly string[]) => boolean {
  const learner = word(locale, 'learner');
  let recent = new Set<string>();
  let older = new Set<string>();
  return (cells) => {
    if (cells[USER_TYPE] === learner) return false;
    const digest = createHash('sha256').update(JSON.stringify(cells)).digest('base64').slice(0, 22);
    if (recent.has(digest) || older.has(digest)) return true;
    if (recent.size >= generation) {
      older = recent;
      recent = new Set();
    }
    recent.add(digest);
    return false;
  };
}
