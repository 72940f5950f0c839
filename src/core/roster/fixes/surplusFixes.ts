import { checkBlock } from '../check/checkBlock.ts';
import { ClassCells } from '../check/classCells.ts';
import {
  ASSIGNED_TO,
  type ColumnIndex,
  ENROLLED_IN,
  FULL_NAME,
  IDENTIFIER,
  PASSWORD,
} from '../header/column.ts';
import type { Finding } from '../findings/finding.ts';
import { factsOf } from '../findings/findingCode.ts';
import type { Fix } from './fix.ts';
import type { Header } from '../header/header.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import { quoteCell } from '../values/quoteCell.ts';
import type { Roster } from '../roster.ts';
import { Row } from '../check/row.ts';
import { rowRules } from '../check/rowRules.ts';
import type { Scan } from '../scan/scan.ts';
import { scanRecords } from '../scan/scanRecords.ts';

/** Where a comma may belong to the value; the likeliest first. */
const FREE_TEXT: readonly ColumnIndex[] = [FULL_NAME, ENROLLED_IN, ASSIGNED_TO, IDENTIFIER, PASSWORD];

/** Names of people and classes have commas sooner than passwords: where one of these can be put together, no password is. */
const NAMES: ReadonlySet<ColumnIndex> = new Set([FULL_NAME, ENROLLED_IN, ASSIGNED_TO]);

/** Cells of a row that may be one: offsets in the row, and what they hold together. */
type Join = {
  readonly column: ColumnIndex;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** How many empty cells go from the end beside. */
  readonly dropped: number;
  /** The row as it is then. */
  readonly text: string;
};

type Verdict = { readonly errors: number; readonly warnings: number };

/**
 * The ways to mend a row with more cells than the header has: neighbouring cells that an unquoted comma has split become one in quotes,
 * where the row fits the columns then, and empty cells at the end go. `raw` is the row as it stands. No fix drops a value.
 */
export function surplusFixes(
  { parts: { header } }: Roster,
  { start, end }: Pick<Finding, 'start' | 'end'>,
  raw: string,
): Fix[] {
  const cells = cellsOf(scanRecords(raw));
  const surplus = cells.length - header.labels.length;
  const trimmed = endsEmpty(cells, surplus) ? surplus : 0;
  // Where the header lacks a label, it is the labels that have moved.
  const joins = header.isComplete ? joinsOf(raw, cells, surplus, header) : [];
  const asItIs = raw.slice(0, raw.length - trimmed);
  const [before, ...verdicts] = verdictsOf([asItIs, ...joins.map(({ text }) => text)], header);
  const fitting = joins
    .map((join, index) => ({ join, verdict: verdicts[index] }))
    .filter(({ verdict }) => verdict?.errors === 0)
    .sort((a, b) => (a.verdict?.warnings ?? 0) - (b.verdict?.warnings ?? 0));
  const hasNames = fitting.some(({ join }) => NAMES.has(join.column));
  const fixes = fitting
    .filter(({ join }) => join.column !== PASSWORD || !hasNames)
    .map(({ join }) => joinFix(join, start, end));
  if (trimmed === 0 || before === undefined) return fixes;
  const isSound = header.isComplete && before.errors === 0;
  const removal: Fix = {
    kind: 'removeCells',
    isSafe: isSound && fixes.length === 0,
    becomes: '',
    edits: [{ start: end - trimmed, end, text: '' }],
  };
  if (fixes.length === 0) return [removal];
  // Where the row cannot be right as the server reads it now, its cells have moved.
  if (!isSound) return fixes;
  return before.warnings === 0 ? [removal, ...fixes] : [...fixes, removal];
}

function joinFix({ column, start, end, value, dropped }: Join, at: number, rowEnd: number): Fix {
  return {
    kind: 'joinCells',
    isSafe: false,
    // A password is not shown.
    becomes: column === PASSWORD ? '' : value,
    edits: [
      { start: at + start, end: at + end, text: quoteCell(value, true) },
      ...(dropped > 0 ? [{ start: rowEnd - dropped, end: rowEnd, text: '' }] : []),
    ],
  };
}

type Cell = { readonly start: number; readonly end: number; readonly value: string };

function cellsOf({ source, cellStart, firstCell, recordEnd }: Scan): Cell[] {
  const count = firstCell[1] ?? 0;
  return Array.from({ length: count }, (_, cell) => {
    const start = cellStart[cell] ?? 0;
    const end = cell + 1 < count ? (cellStart[cell + 1] ?? 0) - 1 : (recordEnd[0] ?? 0);
    const raw = source.slice(start, end);
    return { start, end, value: raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw };
  });
}

/** True if the last cells, so many, hold nothing, not even quotes. */
function endsEmpty(cells: readonly Cell[], count: number): boolean {
  return cells.slice(cells.length - count).every(({ start, end }) => end === start);
}

/** Neighbouring cells that may be one, so that the row has as many as the header; empty cells at the end may go beside. */
function joinsOf(
  raw: string,
  cells: readonly Cell[],
  surplus: number,
  { places }: Pick<Header, 'places'>,
): Join[] {
  const joins: Join[] = [];
  for (const column of FREE_TEXT) {
    const place = places[column] ?? -1;
    for (let more = surplus; more > 0 && place >= 0; more--) {
      const some = cells.slice(place, place + more + 1);
      const [first, last] = [some[0], some.at(-1)];
      const dropped = surplus - more;
      if (first === undefined || last === undefined || some.length <= more) continue;
      if (some.some(({ value }) => trimLikePython(value) === '') || !endsEmpty(cells, dropped)) continue;
      const value = some.map((cell) => cell.value).join(',');
      const { start } = first;
      const { end } = last;
      const text = raw.slice(0, start) + quoteCell(value, true) + raw.slice(end, raw.length - dropped);
      joins.push({ column, start, end, value, dropped, text });
    }
  }
  return joins;
}

/** How many errors and warnings each row has by itself. */
function verdictsOf(rows: readonly string[], header: Header): Verdict[] {
  const verdicts = rows.map(() => ({ errors: 0, warnings: 0 }));
  // Each row is one record: a line break in it is in quotes.
  const { findings } = checkBlock(scanRecords(rows.join('\n')), 0, new Row(header.places), {
    header,
    rules: rowRules(header.labels.length, false),
    context: { classCells: new ClassCells() },
  });
  for (const { code, record } of findings) {
    const verdict = verdicts[record];
    const { severity } = factsOf(code);
    if (verdict === undefined || severity === 'hint') continue;
    if (severity === 'error') verdict.errors++;
    else verdict.warnings++;
  }
  return verdicts;
}
