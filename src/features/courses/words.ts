/** A context value: the words of what can be done with a row. */
export function words(...parts: (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string').join(' ');
}
