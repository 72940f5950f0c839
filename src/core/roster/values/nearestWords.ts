/** Shorter words are too near to too many others, and longer ones may have two slips. */
const SHORTEST = 4;
const LONG = 6;

/**
 * The words that a misspelt one was most likely meant to be: those with the fewest slips, of one or, in a word of six letters or more,
 * two. A slip is a letter too many, one that is missing or another, or two that have changed places.
 */
export function nearestWords(misspelt: string, words: readonly string[]): readonly string[] {
  let nearest: string[] = [];
  let fewest = misspelt.length < LONG ? 1 : 2;
  for (const word of words) {
    if (word.length < SHORTEST || Math.abs(word.length - misspelt.length) > fewest) continue;
    const slips = slipsBetween(misspelt, word);
    if (slips > fewest) continue;
    if (slips < fewest) nearest = [];
    fewest = slips;
    nearest.push(word);
  }
  return nearest;
}

/** The distance of optimal string alignment. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (beforeLast[j - 2] ?? 0) + 1);
      row.push(slips);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
