/**
 * True for a text with a control character, a line or paragraph separator, or one that turns the direction of what is shown: a name
 * that holds one is not what it looks like.
 */
export function hasControlCharacter(text: string): boolean {
  return /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);
}
