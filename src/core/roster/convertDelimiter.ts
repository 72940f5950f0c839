import type { TextEdit } from './fix.ts';
import { quoteCell } from './quoteCell.ts';
import { scanRecords } from './scanRecords.ts';

/** Makes a file with another delimiter one with commas: an edit for each record that changes, quotes only where they are needed. */
export function convertDelimiter(text: string, delimiter: string): readonly TextEdit[] {
  const from = text.startsWith('\ufeff') ? 1 : 0;
  const scan = scanRecords(text, from, Number.POSITIVE_INFINITY, delimiter.charCodeAt(0));
  const malformed = new Set(scan.malformed.map(({ record }) => record));
  const edits: TextEdit[] = [];
  for (let record = 0; record < scan.records; record++) {
    const first = scan.firstCell[record] ?? 0;
    const next = scan.firstCell[record + 1] ?? 0;
    if (first === next || malformed.has(record)) continue;
    const start = from + (scan.recordStart[record] ?? 0);
    const end = from + (scan.recordEnd[record] ?? 0);
    const cells: string[] = [];
    for (let cell = first; cell < next; cell++) {
      const cellEnd = cell + 1 < next ? from + (scan.cellStart[cell + 1] ?? 0) - 1 : end;
      const raw = text.slice(from + (scan.cellStart[cell] ?? 0), cellEnd);
      cells.push(raw.startsWith('"') ? raw : quoteCell(raw));
    }
    const converted = cells.join(',');
    if (converted !== text.slice(start, end)) edits.push({ start, end, text: converted });
  }
  return edits;
}
