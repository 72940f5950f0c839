import { INT_SPACES } from './pythonSpace.ts';

const INTEGER = new RegExp(`^[${INT_SPACES}]*([+-]?)(\\p{Nd}+(?:_\\p{Nd}+)*)[${INT_SPACES}]*$`, 'u');
/** Python reads no number with more digits. */
const DIGIT_LIMIT = 4300;
const NINE_DIGITS = 9;

/**
 * What Python's `int(value)` gives, or nothing where it fails: decimal digits of any script, single underscores between them, white
 * space around (Kolibri protocol, section 6.4, check 4). Numbers of more than nine digits come out as Infinity.
 */
export function pythonInteger(value: string): number | undefined {
  const match = INTEGER.exec(value);
  if (match === null) return undefined;
  const digits = Array.from((match[2] ?? '').replaceAll('_', ''), digitValue);
  if (digits.length > DIGIT_LIMIT) return undefined;
  const from = digits.findIndex((digit) => digit > 0);
  const significant = from < 0 ? [] : digits.slice(from);
  const size =
    significant.length > NINE_DIGITS ? Number.POSITIVE_INFINITY : significant.reduce((n, d) => n * 10 + d, 0);
  return match[1] === '-' ? -size : size;
}

/** Unicode keeps the ten digits of a script together, in order, from 0 on. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  // Runs of digits follow one another without a gap in a few places (the mathematical ones); each begins at a multiple of ten from
  // the start of its run.
  let start = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return (code - start) % 10;
}
