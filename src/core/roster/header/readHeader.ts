import { cellsOfLine } from '../scan/cellsOfLine.ts';
import { codePoints } from '../values/codePoints.ts';
import { type ColumnIndex, COLUMN_INDEXES, COLUMNS } from './column.ts';
import { findDelimiter } from './findDelimiter.ts';
import type { FindingCode } from '../findings/findingCode.ts';
import { guessColumn } from './guessColumn.ts';
import type { Header, HeaderLabel } from './header.ts';
import { columnOf } from './headerToken.ts';
import type { RowFinding } from '../check/rowFinding.ts';
import type { Scan } from '../scan/scan.ts';

/** How far down a header is looked for when the first line is none. */
const SEARCH_RECORDS = 20;
/** With so many known labels a line is taken for the header. */
const ENOUGH_LABELS = 5;
/** With so many labels that can be told, each is spoken of by itself. */
const ENOUGH_GUESSES = 2;

/** The lines below are no rows of the columns then. */
const ROWLESS: ReadonlySet<FindingCode> = new Set(['file-blank', 'wrong-delimiter', 'header-not-first']);

/** Reads the header of a file from its first block, and says what is wrong with it. `isBlank`: the whole file is white space. */
export function readHeader(scan: Scan, isBlank = false): Header {
  const places = new Int32Array(COLUMNS.length).fill(-1);
  if (scan.records === 0) {
    const empty = { code: 'file-empty', record: 0, start: 0, end: 0, data: {} } as const;
    return { labels: [], places, findings: [empty], isComplete: false, hasRows: false };
  }
  const labels = labelsOf(scan, 0);
  labels.forEach(({ column }, index) => {
    if (column !== undefined) places[column] = index;
  });
  const findings = isBlank ? [blankFinding(scan)] : findingsOf(scan, labels, places);
  const isMalformed = scan.malformed[0]?.record === 0;
  return {
    labels,
    places,
    findings,
    isComplete: !isMalformed && findings.every(({ code }) => code === 'header-repeated-column'),
    hasRows: places.some((place) => place >= 0) && !findings.some(({ code }) => ROWLESS.has(code)),
  };
}

/** Nothing but white space: to the server a header without labels, or with one it does not know (section 6.3, rules 4 and 5). */
function blankFinding({ length }: Scan): RowFinding {
  return { code: 'file-blank', record: 0, start: 0, end: length, data: {} };
}

/** The cells of a record, read as labels. */
function labelsOf(scan: Scan, record: number): HeaderLabel[] {
  const first = scan.firstCell[record] ?? 0;
  const next = scan.firstCell[record + 1] ?? 0;
  const labels: HeaderLabel[] = [];
  for (let cell = first; cell < next; cell++) {
    const start = scan.cellStart[cell] ?? 0;
    const end = cell + 1 < next ? (scan.cellStart[cell + 1] ?? 0) - 1 : (scan.recordEnd[record] ?? 0);
    const raw = scan.source.slice(scan.offset + start, scan.offset + end);
    const text = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    const name = columnOf(text);
    const column = COLUMN_INDEXES.find((index) => COLUMNS[index] === name);
    labels.push({ start, end, text, column });
  }
  return labels;
}

function findingsOf(scan: Scan, labels: readonly HeaderLabel[], places: Int32Array): RowFinding[] {
  const end = scan.recordEnd[0] ?? 0;
  const whole = { record: 0, start: 0, end };
  const missing = COLUMN_INDEXES.filter((column) => places[column] === -1);
  const unknown = labels.filter(({ column }) => column === undefined);
  // One is known where the whole line is taken for one label: its token is what is in the first parentheses.
  if (missing.length >= COLUMNS.length - 1) {
    const delimiter = findDelimiter(scan.source.slice(scan.offset, scan.offset + end));
    if (delimiter !== undefined) return [{ ...whole, code: 'wrong-delimiter', data: { delimiter } }];
  }
  if (missing.length === COLUMNS.length) {
    const below = headerBelow(scan);
    if (below > 0)
      return [{ ...whole, code: 'header-not-first', data: { skip: scan.recordStart[below] ?? 0 } }];
    const guesses = new Set(labels.map(({ text }) => guessColumn(text)));
    guesses.delete(undefined);
    if (guesses.size < ENOUGH_GUESSES)
      return [{ ...whole, code: 'header-unknown-label', data: { known: 0, label: shortened(labels) } }];
  }
  const findings: RowFinding[] = unknown.map((label) => {
    const guess = guessColumn(label.text);
    const index = COLUMN_INDEXES.find((column) => COLUMNS[column] === guess);
    const suggestion = index !== undefined && missing.includes(index) ? guess : undefined;
    return {
      code: 'header-unknown-label',
      record: 0,
      start: label.start,
      end: label.end,
      data: { known: 1, label: shortened([label]), ...(suggestion && { suggestion }) },
    };
  });
  if (unknown.length === 0) {
    for (const column of missing)
      findings.push({ ...whole, code: 'header-missing-column', column, data: { column: COLUMNS[column] } });
  }
  labels.forEach(({ column, start, end: labelEnd }, index) => {
    if (column !== undefined && places[column] !== index)
      findings.push({
        code: 'header-repeated-column',
        record: 0,
        start,
        end: labelEnd,
        column,
        data: { column: nameOf(column) },
      });
  });
  return findings;
}

function nameOf(column: ColumnIndex): string {
  return COLUMNS[column];
}

/** The first record below the first that looks like the header, be it with another delimiter; 0 for none. */
function headerBelow(scan: Scan): number {
  for (let record = 1; record < Math.min(scan.records, SEARCH_RECORDS); record++) {
    const { offset, recordStart, recordEnd } = scan;
    const line = scan.source.slice(offset + (recordStart[record] ?? 0), offset + (recordEnd[record] ?? 0));
    const delimiter = findDelimiter(line);
    const known = new Set(
      (delimiter === undefined ? labelsOf(scan, record) : cellsOfLine(line, delimiter)).map(({ text }) =>
        columnOf(text),
      ),
    );
    known.delete(undefined);
    if (known.size >= ENOUGH_LABELS) return record;
  }
  return 0;
}

function shortened(labels: readonly HeaderLabel[]): string {
  const text = labels.map((label) => label.text).join(',');
  return codePoints(text) > 40 ? `${Array.from(text.slice(0, 80)).slice(0, 40).join('')}…` : text;
}
