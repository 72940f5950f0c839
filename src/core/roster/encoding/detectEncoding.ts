import { isUtf8 } from 'node:buffer';
import { likelyCodePage } from './likelyCodePage.ts';

/**
 * What a file's bytes are. `other8bit`: letters beyond ASCII in some code page of another script, which cannot be told from the
 * bytes. `spreadsheet`: no text at all but a workbook.
 */
export type EncodingName =
  | 'utf8'
  | 'utf8bom'
  | 'utf16le'
  | 'utf16be'
  | 'utf32le'
  | 'utf32be'
  | 'windows1252'
  | 'iso88591'
  | 'macroman'
  | 'other8bit'
  | 'spreadsheet';

export type DetectedEncoding = {
  readonly name: EncodingName;
  /** True if the server can decode it all the same: UTF-16 without a mark is UTF-8 with NULs, as long as it is plain English. */
  readonly isUtf8: boolean;
  /** True if a second byte order mark follows the first: the server takes it for a part of the first label. */
  readonly isMarkedTwice?: true;
};

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const MARKS: readonly (readonly [EncodingName, readonly number[]])[] = [
  ['utf32le', [0xff, 0xfe, 0, 0]],
  ['utf32be', [0, 0, 0xfe, 0xff]],
  ['utf8bom', UTF8_MARK],
  ['utf16le', [0xff, 0xfe]],
  ['utf16be', [0xfe, 0xff]],
  ['spreadsheet', [0x50, 0x4b, 3, 4]],
  ['spreadsheet', [0xd0, 0xcf, 0x11, 0xe0]],
];
/** So much of a file is looked at for NULs and letters. */
const SAMPLE_BYTES = 65_536;

/**
 * Tells how text was encoded from its bytes: by its mark, then by what is possible, then by what is likely. The server reads UTF-8
 * and nothing else (Kolibri protocol, section 6.3, rule 1).
 */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding {
  const isValid = isUtf8(bytes);
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0];
  if (marked === 'utf8bom') {
    if (!isValid) return { name: likelyCodePage(bytes), isUtf8: false };
    const isMarkedTwice = UTF8_MARK.every((byte, i) => bytes[i + UTF8_MARK.length] === byte);
    return { name: 'utf8bom', isUtf8: true, ...(isMarkedTwice && { isMarkedTwice }) };
  }
  if (marked !== undefined) return { name: marked, isUtf8: isValid };
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const wide = withoutMark(sample);
  if (wide !== undefined) return { name: wide, isUtf8: isValid };
  return { name: isValid ? 'utf8' : likelyCodePage(sample), isUtf8: isValid };
}

/** UTF-16 without a mark has a NUL in every other byte, as far as the text is English. */
function withoutMark(bytes: Uint8Array): 'utf16le' | 'utf16be' | undefined {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const pairs = bytes.length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf16le';
  return even > pairs * 0.6 && odd < pairs * 0.1 ? 'utf16be' : undefined;
}
