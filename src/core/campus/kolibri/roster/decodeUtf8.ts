/** The bytes are not UTF-8; the message is Python's. */
export class DecodeFailure extends Error {
  override readonly name = 'DecodeFailure';
}

/**
 * Strict UTF-8 with one optional byte order mark (Kolibri protocol, section 6.3). Throws a DecodeFailure that names the first bad
 * byte; the position counts from the start of the file.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DecodeFailure(complaint(bytes));
  }
}

function complaint(bytes: Uint8Array): string {
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = sequenceLength(first);
    if (length === 0) return said(bytes, at, at + 1, 'invalid start byte');
    let to = at + 1;
    while (to < at + length && to < bytes.length && continues(first, bytes[to] ?? 0, to - at)) to += 1;
    if (to < at + length)
      return said(
        bytes,
        at,
        to,
        to === bytes.length ? 'unexpected end of data' : 'invalid continuation byte',
      );
    at = to;
  }
  return said(bytes, 0, 1, 'invalid start byte');
}

function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/** Overlong forms, surrogates and what is beyond Unicode end at the second byte. */
function continues(first: number, byte: number, at: number): boolean {
  if (byte < 0x80 || byte > 0xbf) return false;
  if (at > 1) return true;
  if (first === 0xe0) return byte >= 0xa0;
  if (first === 0xed) return byte < 0xa0;
  if (first === 0xf0) return byte >= 0x90;
  return first !== 0xf4 || byte < 0x90;
}

function said(bytes: Uint8Array, from: number, to: number, reason: string): string {
  const what =
    to - from === 1
      ? `byte 0x${(bytes[from] ?? 0).toString(16).padStart(2, '0')} in position ${from}`
      : `bytes in position ${from}-${to - 1}`;
  return `'utf-8' codec can't decode ${what}: ${reason}`;
}
