import { slipsBetween } from './slipsBetween.ts';

/** Shorter words are too near to too many others, and longer ones may have two slips. */
const SHORTEST = 4;
const LONG = 6;

/**
 * The words that a misspelt one was most likely meant to be: those with the fewest slips, of one or, in a word of six letters or more,
 * two.
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
