import { scanRecords } from '../scan/scanRecords.ts';

/** What is in the one quoted cell of a row, if that is a row of several cells. */
export function unquotedRow(raw: string): { readonly text: string; readonly cells: number } | undefined {
  if (scanRecords(raw).firstCell[1] !== 1 || !raw.startsWith('"')) return undefined;
  const text = raw.slice(1, -1).replaceAll('""', '"');
  const { records, malformed, firstCell } = scanRecords(text);
  const cells = firstCell[1] ?? 0;
  return records === 1 && malformed.length === 0 && cells > 1 ? { text, cells } : undefined;
}
