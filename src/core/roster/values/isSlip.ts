/** In shorter words a letter more or less is as often meant as not: `Red`, `Read`. */
const LONG_ENOUGH = 5;
const LETTERS = /^\p{L}+$/u;

/**
 * True if one word is most likely the other one with a slip of the fingers: a letter too many, too few, another one, or two in the wrong
 * order. Not so if it is the first letter, or if there are digits: `East` is not `Fast`, nor `7a` `7b`.
 */
export function isSlip(a: string, b: string): boolean {
  if (a === b || !b.startsWith(a.charAt(0)) || !LETTERS.test(a) || !LETTERS.test(b)) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length < LONG_ENOUGH || long.length - short.length > 1) return false;
  let head = 0;
  while (short[head] === long[head] && head < short.length) head++;
  const shortRest = short.slice(head);
  const longRest = long.slice(head);
  if (short.length < long.length) return shortRest === longRest.slice(1);
  const isSwapped = longRest.startsWith(`${shortRest.charAt(1)}${shortRest.charAt(0)}`);
  return shortRest.slice(1) === longRest.slice(1) || (isSwapped && shortRest.slice(2) === longRest.slice(2));
}
