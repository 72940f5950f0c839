/** What a column needs at least, and what it would like, in points. */
export type ColumnNeed = { readonly word: number; readonly line: number };

/** A word may be broken before it takes more than this of the width. */
const LARGEST_WORD = 0.4;

/**
 * Shares a width among columns: each gets what it would like if all can, else its longest word and a part of the rest by how much
 * more it would like. Words are broken where even that is too much.
 */
export function columnWidths(needs: readonly ColumnNeed[], width: number): readonly number[] {
  const liked = sum(needs.map(({ line }) => line));
  if (liked <= width) return needs.map(({ line }) => line);
  const words = needs.map(({ word }) => word);
  const most = Math.min(largestWord(words, width), width * LARGEST_WORD);
  const least = needs.map(({ word }) => Math.min(word, most));
  const total = sum(least);
  const more = needs.map(({ line }, at) => Math.max(0, line - (least[at] ?? 0)));
  const wanted = sum(more);
  return least.map((each, at) => each + (wanted === 0 ? 0 : ((width - total) * (more[at] ?? 0)) / wanted));
}

/** The width at which words are broken: as wide as it can be with all columns beside each other. */
function largestWord(words: readonly number[], width: number): number {
  let rest = width;
  const ascending = [...words].sort((a, b) => a - b);
  for (const [at, word] of ascending.entries()) {
    const share = rest / (ascending.length - at);
    if (word > share) return share;
    rest -= word;
  }
  return Infinity;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
