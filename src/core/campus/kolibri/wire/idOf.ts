/** The id in the form in which the server keeps it; dashes are accepted. Undefined for what is no id. */
export function idOf(text: string): string | undefined {
  const bare = text.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(bare) ? bare : undefined;
}
