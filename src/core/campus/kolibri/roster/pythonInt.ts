import { codePoints } from '../text/codePoints.ts';
import { PYTHON_SPACE } from '../text/pythonSpace.ts';

/** The white space that `int()` takes off: without U+001C to U+001F. */
const AROUND = PYTHON_SPACE.replace('\\u001c-\\u0020', '\\u0020');
const DECIMAL = new RegExp(`^[${AROUND}]*([+-]?)(\\p{Nd}+(?:_\\p{Nd}+)*)[${AROUND}]*$`, 'u');
const HEX_DIGIT = '[0-9A-Fa-f\\p{Nd}]';
const HEX = new RegExp(`^[${AROUND}]*[+-]?(?:0[xX]_?)?${HEX_DIGIT}+(?:_${HEX_DIGIT}+)*[${AROUND}]*$`, 'u');
/** Python refuses to read longer ones. */
const MOST_DIGITS = 4300;

/** Python's `int(text)`; undefined where it raises a ValueError (Kolibri protocol, section 6.4). Digits of any script count. */
export function pythonInt(text: string): number | undefined {
  const [, sign = '', digits = ''] = DECIMAL.exec(text) ?? [];
  const plain = Array.from(digits.replaceAll('_', ''));
  if (plain.length === 0 || plain.length > MOST_DIGITS) return undefined;
  const value = Number(plain.map(digitValue).join(''));
  return sign === '-' ? -value : value;
}

/** Whether Python's `UUID(text)` accepts it; more than one would think (Kolibri protocol, section 6.4). */
export function isPythonUuid(text: string): boolean {
  const bare = text
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '');
  return codePoints(bare) === 32 && HEX.test(bare);
}

/** Digits of a script stand in a row of ten, from zero up. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return code - 0x30;
  // The mathematical digits are five rows on end, from U+1D7CE.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
