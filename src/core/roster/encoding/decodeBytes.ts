import type { EncodingName } from './detectEncoding.ts';

const LABELS: Partial<Record<EncodingName, string>> = {
  utf8: 'utf-8',
  utf8bom: 'utf-8',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  windows1252: 'windows-1252',
  // Where no byte is between 0x80 and 0x9F the two are one.
  iso88591: 'windows-1252',
  macroman: 'macintosh',
};

/** True for encodings that {@link decodeBytes} can turn into text without guessing. */
export function canDecode(name: EncodingName): boolean {
  return name in LABELS || name === 'utf32le' || name === 'utf32be';
}

/** The text of some bytes, without a byte order mark; undefined if they are not in that encoding, or if it is not known exactly. */
export function decodeBytes(bytes: Uint8Array, name: EncodingName): string | undefined {
  const label = LABELS[name];
  try {
    if (label !== undefined) return new TextDecoder(label, { fatal: true }).decode(bytes);
    return name === 'utf32le' || name === 'utf32be' ? utf32(bytes, name === 'utf32le') : undefined;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function utf32(bytes: Uint8Array, isLittle: boolean): string {
  if (bytes.length % 4 !== 0) throw new RangeError('Not whole characters.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, isLittle);
    if (at > 0 || code !== 0xfeff) parts.push(String.fromCodePoint(code));
  }
  return parts.join('');
}
