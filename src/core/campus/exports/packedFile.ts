/** A file on its way into an archive. `path` is relative, with slashes. */
export type PackedFile = { readonly path: string; readonly bytes: Buffer };

export function textFile(path: string, text: string): PackedFile {
  return { path, bytes: Buffer.from(text, 'utf8') };
}

export function jsonFile(path: string, value: unknown): PackedFile {
  return textFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** Archives carry this date in every entry, so that the same content makes the same bytes. */
export const ENTRY_DATE = new Date('2026-09-01T12:00:00Z');
