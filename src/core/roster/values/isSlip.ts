import { slipsBetween } from './slipsBetween.ts';

/** In shorter words a letter more or less is as often meant as not: `Red`, `Read`. */
const LONG_ENOUGH = 5;
const LETTERS = /^\p{L}+$/u;

/**
 * True if one word is most likely the other one with a slip of the fingers: a letter too many, too few, another one, or two in the wrong
 * order. Not so if it is the first letter, or if there are digits: `East` is not `Fast`, nor `7a` `7b`.
 */
export function isSlip(a: string, b: string): boolean {
  return (
    b.startsWith(a.charAt(0)) &&
    Math.abs(a.length - b.length) <= 1 &&
    Math.max(a.length, b.length) >= LONG_ENOUGH &&
    LETTERS.test(a) &&
    LETTERS.test(b) &&
    slipsBetween(a, b) === 1
  );
}
