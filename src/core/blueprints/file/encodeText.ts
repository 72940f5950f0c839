import type { TextEncoding } from './decodeText.ts';

const MARKS = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
} as const;

/** Writes text as the file that it comes from does: the reverse of `decodeText`. */
export function encodeText(text: string, { name, bom }: TextEncoding): Uint8Array {
  const body = name === 'utf-8' ? Buffer.from(text, 'utf8') : Buffer.from(text, 'utf16le');
  if (name === 'utf-16be') body.swap16();
  return bom ? Buffer.concat([Uint8Array.from(MARKS[name]), body]) : body;
}
