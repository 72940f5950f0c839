import type { TextEdit } from './fix.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import type { Roster } from '../roster.ts';
import type { Scan } from '../scan/scan.ts';

/** The places of the columns that have neither a name nor a value: commas too many at the end of each line. */
export function emptyColumns({ parts: { header, blocks } }: Roster): readonly number[] {
  return header.labels.flatMap(({ text }, place) =>
    trimLikePython(text) === '' && blocks.every(({ scan }, number) => isEmptyIn(scan, place, number === 0))
      ? [place]
      : [],
  );
}

function isEmptyIn(scan: Scan, place: number, hasHeader: boolean): boolean {
  for (let record = hasHeader ? 1 : 0; record < scan.records; record++) {
    if (place >= cellsOf(scan, record)) continue;
    if (endOf(scan, record, place) > (scan.cellStart[(scan.firstCell[record] ?? 0) + place] ?? 0))
      return false;
  }
  return true;
}

/**
 * Takes columns out of the header and of each row that has them; `places` in order. In steps of a few milliseconds; the roster must not
 * change meanwhile.
 */
export function* removeColumns(
  { parts: { blocks, bomLength } }: Roster,
  places: readonly number[],
): Generator<undefined, readonly TextEdit[]> {
  const edits: TextEdit[] = [];
  const runs = runsOf(places);
  let at = bomLength;
  for (const { scan } of blocks) {
    for (let record = 0; record < scan.records; record++) {
      const cells = cellsOf(scan, record);
      const startOf = (place: number): number => scan.cellStart[(scan.firstCell[record] ?? 0) + place] ?? 0;
      for (const [from, to] of runs) {
        if (from >= cells) break;
        const last = Math.min(to, cells - 1);
        // The comma before goes with them; of the first column, the one behind.
        const start = from > 0 ? startOf(from) - 1 : startOf(0);
        const end = from > 0 || last === cells - 1 ? endOf(scan, record, last) : startOf(last + 1);
        edits.push({ start: at + start, end: at + end, text: '' });
      }
    }
    at += scan.length;
    yield;
  }
  return edits;
}

/** Neighbouring places as one, from the first to the last. */
function runsOf(places: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last?.[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs;
}

function cellsOf(scan: Scan, record: number): number {
  return (scan.firstCell[record + 1] ?? 0) - (scan.firstCell[record] ?? 0);
}

function endOf(scan: Scan, record: number, place: number): number {
  const next = (scan.firstCell[record] ?? 0) + place + 1;
  return next < (scan.firstCell[record + 1] ?? 0)
    ? (scan.cellStart[next] ?? 0) - 1
    : (scan.recordEnd[record] ?? 0);
}
