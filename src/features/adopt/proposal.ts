import { plainName } from '../../core/adopt/plainName.ts';
import type { Proposal } from '../../core/platform/place.ts';

/** Shorter names are in too many file names by chance. */
const SHORTEST = 4;

/** Proposes what a file names: in its content (`hints`), in its own name, or by what belongs to it (`ids`). */
export function proposal(
  hints: readonly string[],
  fileName: string,
  ids: ReadonlySet<string> = new Set(),
): Proposal {
  const named = new Set(hints.map(plainName));
  const file = plainName(fileName);
  return ({ id, name }) => {
    const text = plainName(name);
    return (
      ids.has(id) ||
      named.has(plainName(id)) ||
      named.has(text) ||
      (text.length >= SHORTEST && file.includes(text))
    );
  };
}
