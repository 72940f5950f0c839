/**
 * What Python takes for white space (Kolibri protocol, section 0): not what JavaScript does. The characters of a class in a
 * regular expression.
 */
export const PYTHON_SPACE =
  '\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const AROUND = new RegExp(`^[${PYTHON_SPACE}]+|[${PYTHON_SPACE}]+$`, 'gu');

/** Python's `str.strip()`. */
export function strip(text: string): string {
  return text.replace(AROUND, '');
}
