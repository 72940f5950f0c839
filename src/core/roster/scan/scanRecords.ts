import { ArrayRoom } from './arrayRoom.ts';
import { DOUBLED, KIND_OF, PUNCTUATION, QUOTED } from './charKinds.ts';
import type { Malformation, Scan } from './scan.ts';
import { textUnits } from './textUnits.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;
/** Characters a cell may hold; Python's csv.field_size_limit(). */
export const CELL_LIMIT = 131_072;
/** Marks, in a table of kinds, what a run of plain characters ends at. No kind is as large. */
const STOP = 0x8000;
/** So much more than was asked for is read at first, to come to the end of a record. */
const BEYOND = 4096;

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
  for (let length = atLeast + BEYOND; ; length *= 4) {
    const until = Math.min(text.length, from + length);
    const scan = scanPart(text, from, until, atLeast, delimiter);
    if (scan !== undefined) return scan;
  }
}

/** Reads no further than `until`; undefined if that is not far enough. */
function scanPart(
  text: string,
  from: number,
  until: number,
  atLeast: number,
  delimiter: number,
): Scan | undefined {
  const units = textUnits(text, from, until);
  const end = until - from;
  // A run of plain characters ends here at the latest.
  units[end] = LF;
  // What follows a carriage return or a quote has to be seen, too.
  const bound = until < text.length ? end - 1 : Number.POSITIVE_INFINITY;
  const kindOf = plainTable(delimiter);
  const malformed: Malformation[] = [];
  let records = 0;
  let cell = 0;
  let i = 0;
  let closed = true;

  while (i < end && i < atLeast) {
    if (records + 1 >= recordStart.length) growRecords();
    recordStart[records] = i;
    firstCell[records] = cell;
    let code = units[i] ?? LF;
    if (code !== LF && code !== CR) {
      for (;;) {
        if (cell === cellStart.length) growCells();
        const start = i;
        cellStart[cell] = start;
        let kinds = 0;
        let problem: Malformation['kind'] | undefined;
        code = units[i] ?? LF;
        if (code === QUOTE && i < end) {
          kinds = QUOTED;
          i++;
          // Looked at closely whenever so many units are read as could be too many characters.
          let limit = Math.min(end, i + CELL_LIMIT + 1);
          for (;;) {
            code = -1;
            while (i < limit) {
              code = units[i] ?? QUOTE;
              const kind = IN_QUOTES[code] ?? STOP;
              if (kind === STOP) break;
              kinds |= kind;
              i++;
              code = -1;
            }
            if (code === QUOTE) {
              if (i + 1 < end && units[i + 1] === QUOTE) {
                kinds |= DOUBLED | PUNCTUATION;
                i += 2;
                continue;
              }
              if (i - start > CELL_LIMIT && held(units, start + 1, i) > CELL_LIMIT) problem = 'cellTooLarge';
              i++;
              break;
            }
            const count = i - start > CELL_LIMIT ? held(units, start + 1, i) : 0;
            if (count > CELL_LIMIT) problem = 'cellTooLarge';
            else if (i >= end) problem = 'unclosedQuote';
            if (problem !== undefined) break;
            limit = Math.min(end, i + CELL_LIMIT + 1 - count);
          }
          if (problem === undefined) {
            code = i < end ? (units[i] ?? LF) : LF;
            if (code !== delimiter && code !== LF && code !== CR) problem = 'textAfterQuote';
          }
        } else {
          let kind = kindOf[code] ?? STOP;
          while (kind !== STOP) {
            kinds |= kind;
            code = units[++i] ?? LF;
            kind = kindOf[code] ?? STOP;
          }
          if (i - start > CELL_LIMIT && characters(units, start, i) > CELL_LIMIT) problem = 'cellTooLarge';
        }
        cellKinds[cell++] = kinds;
        if (problem !== undefined) {
          malformed.push({ record: records, kind: problem, cellStart: start, at: i });
          while (i < end && units[i] !== LF && units[i] !== CR) i++;
          break;
        }
        if (code !== delimiter) break;
        i++;
      }
    }
    if (i >= bound) return undefined;
    recordEnd[records] = i;
    records++;
    closed = i < end;
    if (closed) i += units[i] === CR && i + 1 < end && units[i + 1] === LF ? 2 : 1;
  }

  recordStart[records] = i;
  firstCell[records] = cell;
  const room = new ArrayRoom((records * 3 + 2 + cell) * 4 + cell * 2);
  return {
    source: text,
    offset: from,
    length: i,
    records,
    recordStart: room.int32Of(recordStart, records + 1),
    recordEnd: room.int32Of(recordEnd, records),
    firstCell: room.int32Of(firstCell, records + 1),
    cellStart: room.int32Of(cellStart, cell),
    cellKinds: room.uint16Of(cellKinds, cell),
    malformed,
    closed,
  };
}

/** The characters of a quoted cell's content; a doubled quote is one. */
function held(units: Uint16Array, start: number, end: number): number {
  let count = characters(units, start, end);
  for (let i = start; i + 1 < end; i++) {
    if (units[i] === QUOTE && units[i + 1] === QUOTE) {
      count--;
      i++;
    }
  }
  return count;
}

/** Characters as Python counts them: a pair of surrogates is one. */
function characters(units: Uint16Array, start: number, end: number): number {
  let count = end - start;
  for (let i = start + 1; i < end; i++) {
    if (((units[i] ?? 0) & 0xfc00) === 0xdc00 && ((units[i - 1] ?? 0) & 0xfc00) === 0xd800) count--;
  }
  return count;
}

function plainTable(delimiter: number): Uint16Array {
  const table = TABLES.get(delimiter) ?? tableOf([delimiter, LF, CR]);
  TABLES.set(delimiter, table);
  return table;
}

function tableOf(stops: readonly number[]): Uint16Array {
  const table = KIND_OF.slice();
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
