/** SQLite's idea of a comparison without case: it knows A to Z only (Kolibri protocol, section 6.4). */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
