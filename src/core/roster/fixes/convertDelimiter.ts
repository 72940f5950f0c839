import type { TextEdit } from './fix.ts';
import { quoteCell } from '../values/quoteCell.ts';
import type { Roster } from '../roster.ts';
import { scanRecords } from '../scan/scanRecords.ts';

/** How much text is read in one step, in UTF-16 units. */
const STEP_LENGTH = 65_536;

/**
 * Makes a file with another delimiter one with commas: an edit for each record that changes, quotes only where they are needed. In
 * steps of a few milliseconds; the roster must not change meanwhile.
 */
export function* convertDelimiter(
  roster: Roster,
  delimiter: string,
): Generator<undefined, readonly TextEdit[]> {
  const { text } = roster;
  yield;
  const edits: TextEdit[] = [];
  for (let at = roster.parts.bomLength; at < text.length;) {
    const scan = scanRecords(text, at, STEP_LENGTH, delimiter.charCodeAt(0));
    const malformed = new Set(scan.malformed.map(({ record }) => record));
    for (let record = 0; record < scan.records; record++) {
      const first = scan.firstCell[record] ?? 0;
      const next = scan.firstCell[record + 1] ?? 0;
      if (first === next || malformed.has(record)) continue;
      const start = at + (scan.recordStart[record] ?? 0);
      const end = at + (scan.recordEnd[record] ?? 0);
      const cells: string[] = [];
      for (let cell = first; cell < next; cell++) {
        const cellEnd = cell + 1 < next ? at + (scan.cellStart[cell + 1] ?? 0) - 1 : end;
        const raw = text.slice(at + (scan.cellStart[cell] ?? 0), cellEnd);
        cells.push(raw.startsWith('"') ? raw : quoteCell(raw));
      }
      const converted = cells.join(',');
      if (converted !== text.slice(start, end)) edits.push({ start, end, text: converted });
    }
    at += scan.length;
    yield;
  }
  return edits;
}
