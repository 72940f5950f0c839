import { type Column, COLUMN_INDEXES, COLUMNS } from '../header/column.ts';
import type { TextEdit } from './fix.ts';
import type { Header } from '../header/header.ts';
import type { Roster } from '../roster.ts';

/**
 * Adds columns that the header lacks: a label, and an empty cell in each row. They come where they are in the canonical order if the
 * header is in that order, else at the end. A row that is short already stays as short: what it lacks is a finding of its own. In
 * steps of a few milliseconds; the roster must not change meanwhile.
 */
export function* addColumns(
  { parts }: Roster,
  columns: readonly Column[],
): Generator<undefined, readonly TextEdit[]> {
  const { header, blocks, bomLength } = parts;
  const byPlace = placesOf(header, columns);
  const edits: TextEdit[] = [];
  let at = bomLength;
  for (const [number, { scan }] of blocks.entries()) {
    for (let record = 0; record < scan.records; record++) {
      const first = scan.firstCell[record] ?? 0;
      const cells = (scan.firstCell[record + 1] ?? 0) - first;
      if (cells === 0) continue;
      const isHeader = number === 0 && record === 0;
      for (const [place, some] of byPlace) {
        const isLast = place === header.labels.length;
        if (place > cells || (place === cells && !isLast)) continue;
        const start = at + (isLast ? (scan.recordEnd[record] ?? 0) : (scan.cellStart[first + place] ?? 0));
        const names = isHeader ? some.join(',') : ','.repeat(some.length - 1);
        edits.push({ start, end: start, text: isLast ? `,${names}` : `${names},` });
      }
    }
    at += scan.length;
    yield;
  }
  return edits;
}

/** Before which cell each column comes, those of one place together, in order. */
function placesOf(
  { labels, places }: Header,
  columns: readonly Column[],
): readonly (readonly [number, readonly Column[]])[] {
  const isCanonical = isInOrder(labels);
  const byPlace = new Map<number, Column[]>();
  for (const column of columns) {
    const index = COLUMNS.indexOf(column);
    const next = COLUMN_INDEXES.find((other) => other > index && (places[other] ?? -1) >= 0);
    const place = isCanonical && next !== undefined ? (places[next] ?? labels.length) : labels.length;
    byPlace.set(place, [...(byPlace.get(place) ?? []), column]);
  }
  return [...byPlace].sort(([a], [b]) => a - b);
}

function isInOrder(labels: Header['labels']): boolean {
  return labels.every(({ column }, place) => {
    const before = labels[place - 1]?.column;
    return place === 0 || (before !== undefined && column !== undefined && before < column);
  });
}
