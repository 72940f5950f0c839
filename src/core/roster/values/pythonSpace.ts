// What Python's str.strip() and \s take for white space; JavaScript's own classes differ (U+001C-001F, U+0085, U+FEFF).
const SPACES = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const AROUND = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, 'g');
const NOTHING_ELSE = new RegExp(`^[${SPACES}]*$`);
const ANYWHERE = new RegExp(`[${SPACES}]`);
/** int() strips less: U+001C to U+001F are no space to it (Kolibri protocol, section 6.4, check 4). */
export const INT_SPACES = SPACES.replace('\\x1c-\\x20', '\\x20');

/** Strips what Python's `str.strip()` strips. */
export function trimLikePython(value: string): string {
  return value.replace(AROUND, '');
}

/** True if `str.strip()` would leave nothing. */
export function isPythonSpace(value: string): boolean {
  return NOTHING_ELSE.test(value);
}

/** True if Python's `\s` finds something. */
export function hasPythonSpace(value: string): boolean {
  return ANYWHERE.test(value);
}
