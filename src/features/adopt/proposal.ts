import type { Proposal } from '../../core/platform/place.ts';

/** Shorter names are in too many file names by chance. */
const SHORTEST = 4;

/** Proposes what a file names: in its content (`hints`) or in its own name. */
export function proposal(hints: readonly string[], fileName: string): Proposal {
  const named = new Set(hints.map(plain));
  const file = plain(fileName);
  return ({ id, name }) => {
    const text = plain(name);
    return named.has(plain(id)) || named.has(text) || (text.length >= SHORTEST && file.includes(text));
  };
}

/** Browsers and servers write spaces in many ways. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_+\-.]+/g, ' ')
    .trim();
}
