import { isUtf8 } from 'node:buffer';

const UTF8_FLAG = 0x800;

type Yauzl = typeof import('yauzl');

/**
 * The name of a zip's entry as text: UTF-8 where the entry says so, or has such a name beside the old one; else UTF-8 where the
 * bytes happen to be that, because many programs forget to say so and no other text looks like it; else code page 437.
 */
export function entryName(yauzl: Yauzl, raw: Buffer, flags: number, extra: Buffer): string {
  if ((flags & UTF8_FLAG) !== 0 || (extra.length === 0 && isUtf8(raw))) return raw.toString('utf8');
  const fields = extra.length === 0 ? [] : parsedFields(yauzl, extra);
  if (!fields.some(({ id }) => id === UNICODE_PATH) && isUtf8(raw)) return raw.toString('utf8');
  return yauzl.getFileNameLowLevel(flags, raw, fields, true);
}

/** Info-ZIP's field for a second name. */
const UNICODE_PATH = 0x7075;

/** Fields that cannot be read say nothing. */
function parsedFields(yauzl: Yauzl, extra: Buffer): ReturnType<Yauzl['parseExtraFields']> {
  try {
    return yauzl.parseExtraFields(extra);
  } catch {
    return [];
  }
}
