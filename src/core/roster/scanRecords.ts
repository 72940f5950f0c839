import { DOUBLED, HIGH, KIND_OF, PUNCTUATION, QUOTED } from './charKinds.ts';
import { codePoints } from './codePoints.ts';
import type { Malformation, Scan } from './scan.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
/** Characters a cell may hold; Python's csv.field_size_limit(). */
export const CELL_LIMIT = 131_072;
/** Marks, in a table of kinds, what a run of plain characters ends at. */
const STOP = 0x8000;

// Filled anew by every scan and copied out of, so that a file of many blocks does not leave as many large arrays behind.
let recordStart = new Int32Array(4096);
let recordEnd = new Int32Array(4096);
let firstCell = new Int32Array(4096);
let cellStart = new Int32Array(32_768);
let cellKinds = new Uint16Array(32_768);

const IN_QUOTES = tableOf([QUOTE]);
const TABLES = new Map<number, Uint16Array>();

/**
 * Reads records from `from` on: whole ones, until at least `atLeast` UTF-16 units are read or the text ends. The grammar is that of
 * Python's csv module with `strict=True`, which is the server's reader. Where that gives up, the record is marked as malformed and
 * taken to reach to the end of the line, so that one slip does not hide the rest of the file.
 */
export function scanRecords(
  text: string,
  from = 0,
  atLeast = Number.POSITIVE_INFINITY,
  delimiter = COMMA,
): Scan {
  const end = text.length;
  const plain = plainTable(delimiter);
  const malformed: Malformation[] = [];
  let records = 0;
  let cell = 0;
  let i = from;
  let closed = true;

  while (i < end && i - from < atLeast) {
    if (records + 1 >= recordStart.length) growRecords();
    recordStart[records] = i - from;
    firstCell[records] = cell;
    let code = text.charCodeAt(i);
    if (code !== LF && code !== CR) {
      for (;;) {
        if (cell === cellStart.length) growCells();
        const start = i;
        cellStart[cell] = start - from;
        let kinds = 0;
        let problem: Malformation['kind'] | undefined;
        if (i < end && text.charCodeAt(i) === QUOTE) {
          kinds = QUOTED;
          i++;
          // Looked at closely whenever so many units are read as could be too many characters.
          let bound = Math.min(end, i + CELL_LIMIT + 1);
          for (;;) {
            code = -1;
            while (i < bound) {
              code = text.charCodeAt(i);
              const kind = code < 128 ? (IN_QUOTES[code] ?? 0) : HIGH;
              if (kind === STOP) break;
              kinds |= kind;
              i++;
              code = -1;
            }
            if (code === QUOTE) {
              if (i + 1 < end && text.charCodeAt(i + 1) === QUOTE) {
                kinds |= DOUBLED | PUNCTUATION;
                i += 2;
                continue;
              }
              if (i - start > CELL_LIMIT && held(text, start + 1, i) > CELL_LIMIT) problem = 'cellTooLarge';
              i++;
              break;
            }
            const count = i - start > CELL_LIMIT ? held(text, start + 1, i) : 0;
            if (count > CELL_LIMIT) problem = 'cellTooLarge';
            else if (i >= end) problem = 'unclosedQuote';
            if (problem !== undefined) break;
            bound = Math.min(end, i + CELL_LIMIT + 1 - count);
          }
          if (problem === undefined) {
            code = i < end ? text.charCodeAt(i) : LF;
            if (code !== delimiter && code !== LF && code !== CR) problem = 'textAfterQuote';
          }
        } else {
          code = LF;
          while (i < end) {
            code = text.charCodeAt(i);
            const kind = code < 128 ? (plain[code] ?? 0) : HIGH;
            if (kind === STOP) break;
            kinds |= kind;
            i++;
            code = LF;
          }
          if (i - start > CELL_LIMIT && codePoints(text, start, i) > CELL_LIMIT) problem = 'cellTooLarge';
        }
        cellKinds[cell++] = kinds;
        if (problem !== undefined) {
          malformed.push({ record: records, kind: problem, cellStart: start - from, at: i - from });
          while (i < end && text.charCodeAt(i) !== LF && text.charCodeAt(i) !== CR) i++;
          break;
        }
        if (code !== delimiter) break;
        i++;
      }
    }
    recordEnd[records] = i - from;
    records++;
    closed = i < end;
    if (closed) i += text.charCodeAt(i) === CR && text.charCodeAt(i + 1) === LF ? 2 : 1;
  }

  recordStart[records] = i - from;
  firstCell[records] = cell;
  return {
    source: text,
    offset: from,
    length: i - from,
    records,
    recordStart: recordStart.slice(0, records + 1),
    recordEnd: recordEnd.slice(0, records),
    firstCell: firstCell.slice(0, records + 1),
    cellStart: cellStart.slice(0, cell),
    cellKinds: cellKinds.slice(0, cell),
    malformed,
    closed,
  };
}

/** The characters of a quoted cell's content; a doubled quote is one. */
function held(text: string, start: number, end: number): number {
  let count = codePoints(text, start, end);
  for (let i = start; i + 1 < end; i++) {
    if (text.charCodeAt(i) === QUOTE && text.charCodeAt(i + 1) === QUOTE) {
      count--;
      i++;
    }
  }
  return count;
}

function plainTable(delimiter: number): Uint16Array {
  const table = TABLES.get(delimiter) ?? tableOf([delimiter, LF, CR]);
  TABLES.set(delimiter, table);
  return table;
}

function tableOf(stops: readonly number[]): Uint16Array {
  const table = Uint16Array.from(KIND_OF);
  for (const stop of stops) table[stop] = STOP;
  return table;
}

function growRecords(): void {
  recordStart = grown(recordStart);
  recordEnd = grown(recordEnd);
  firstCell = grown(firstCell);
}

function growCells(): void {
  cellStart = grown(cellStart);
  const kinds = new Uint16Array(cellKinds.length * 2);
  kinds.set(cellKinds);
  cellKinds = kinds;
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(array.length * 2);
  longer.set(array);
  return longer;
}
