/** U+FFFD stands where bytes could not be read: now, or before the file was once saved. */
export const LOST = '\ufffd';

/** How a file writes its text. `lossless` is false where bytes could not be read and are gone from the text. */
export type TextEncoding = {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly bom: boolean;
  readonly lossless: boolean;
};

/**
 * Reads a JSON file's bytes as text. The byte order mark decides; without one, a JSON text in UTF-16 gives itself away by the zero in
 * its first two bytes, because it begins with an ASCII character.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: TextEncoding } {
  const { name, bom } = detect(bytes);
  const content = bytes.subarray(bom ? (name === 'utf-8' ? 3 : 2) : 0);
  // The mark is cut off by hand, so that a second one stays a character of the text.
  const decode = (fatal: boolean): string =>
    new TextDecoder(name, { fatal, ignoreBOM: true }).decode(content);
  try {
    return { text: decode(true), encoding: { name, bom, lossless: true } };
  } catch {
    return { text: decode(false), encoding: { name, bom, lossless: false } };
  }
}

function detect([a, b, c]: Uint8Array): Pick<TextEncoding, 'name' | 'bom'> {
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', bom: true };
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', bom: true };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', bom: true };
  if (a !== undefined && a !== 0 && b === 0) return { name: 'utf-16le', bom: false };
  if (a === 0 && b !== undefined && b !== 0) return { name: 'utf-16be', bom: false };
  return { name: 'utf-8', bom: false };
}
