/** Rewrites a database ID the way the server stores it: 32 lower-case hex digits. Nothing if it holds something else. */
export function plainDatabaseId(value: string): string | undefined {
  const plain = value
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
    .replace(/[{}-]/g, '');
  return /^[0-9a-f]{32}$/.test(plain) ? plain : undefined;
}
