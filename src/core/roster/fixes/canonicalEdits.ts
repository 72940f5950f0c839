import {
  type ColumnIndex,
  COLUMN_INDEXES,
  COLUMNS,
  ASSIGNED_TO,
  BIRTH_YEAR,
  ENROLLED_IN,
  FULL_NAME,
  GENDER,
  IDENTIFIER,
  PASSWORD,
  USER_TYPE,
  USERNAME,
  UUID,
} from '../header/column.ts';
import { parseClassCell } from '../values/classCell.ts';
import type { TextEdit } from './fix.ts';
import { isInUtf8 } from '../encoding/isInUtf8.ts';
import { isGender } from '../values/genderValue.ts';
import { plainDatabaseId } from '../values/plainDatabaseId.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import { quoteCell } from '../values/quoteCell.ts';
import type { Roster } from '../roster.ts';
import { Row } from '../check/row.ts';
import type { Scan } from '../scan/scan.ts';
import { surplusFixes } from './surplusFixes.ts';
import { unquotedRow } from './unquotedRow.ts';
import { userTypeOf } from '../values/userType.ts';

/** Why a roster cannot be put into canonical form without losing something, and where. */
export type CanonicalObstacle = {
  readonly kind: 'encoding' | 'delimiter' | 'header' | 'quotes' | 'surplus';
  readonly start: number;
};

/**
 * Looks for what the canonical form would lose: letters read in the wrong encoding, cells that no comma separates, columns it does not
 * have, cells beyond the tenth, records that cannot be read, and the last trace of a comma that has split a value: an empty cell too many. In steps of a few
 * milliseconds; the roster must not change meanwhile.
 */
export function* canonicalObstacle(roster: Roster): Generator<undefined, CanonicalObstacle | undefined> {
  const { bomLength, blocks, header, context } = roster.parts;
  if (!isInUtf8(context)) return { kind: 'encoding', start: bomLength };
  if (header.findings.some(({ code }) => code === 'wrong-delimiter'))
    return { kind: 'delimiter', start: bomLength };
  if (!header.isComplete || header.labels.length !== COLUMNS.length)
    return { kind: 'header', start: bomLength };
  let at = bomLength;
  for (const { scan } of blocks) {
    const [malformed] = scan.malformed;
    if (malformed !== undefined) return { kind: 'quotes', start: at + malformed.cellStart };
    for (let record = 0; record < scan.records; record++) {
      const isAlone = (scan.firstCell[record + 1] ?? 0) - (scan.firstCell[record] ?? 0) === 1;
      if (isAlone && unquotedRow(rawOf(scan, record)) !== undefined)
        return { kind: 'quotes', start: at + (scan.recordStart[record] ?? 0) };
      const surplus = (scan.firstCell[record] ?? 0) + COLUMNS.length;
      if ((scan.firstCell[record + 1] ?? 0) <= surplus) continue;
      const from = scan.cellStart[surplus] ?? 0;
      const to = scan.recordEnd[record] ?? 0;
      const rest = scan.source.slice(scan.offset + from, scan.offset + to);
      if (/[^,\s"]/.test(rest) || isSplit(roster, rawOf(scan, record)))
        return { kind: 'surplus', start: at + from };
    }
    at += scan.length;
    yield;
  }
  return undefined;
}

function rawOf({ source, offset, recordStart, recordEnd }: Scan, record: number): string {
  return source.slice(offset + (recordStart[record] ?? 0), offset + (recordEnd[record] ?? 0));
}

/** True for a row with cells too many some of which can be put together. */
function isSplit(roster: Roster, raw: string): boolean {
  return surplusFixes(roster, { start: 0, end: raw.length }, raw).some(({ kind }) => kind === 'joinCells');
}

/**
 * The edits that put a roster without {@link canonicalObstacle} into the form of Kolibri protocol, section 6.8, a block at a time: ten
 * columns in the canonical order under plain labels, no padding, no blank lines, quotes only where they are needed, fixed words in
 * capitals. Line ends (CRLF) are the host's. The values that the server would store stay, but for white space at their ends.
 */
export function* canonicalEdits(roster: Roster): Generator<readonly TextEdit[], void> {
  const { bomLength, blocks, header } = roster.parts;
  const row = new Row(header.places);
  let at = bomLength;
  for (const [number, { scan }] of blocks.entries()) {
    const edits: TextEdit[] = [];
    for (let record = 0; record < scan.records; record++) {
      const start = at + (scan.recordStart[record] ?? 0);
      const end = at + (scan.recordEnd[record] ?? 0);
      const next = at + (scan.recordStart[record + 1] ?? 0);
      const isHeader = number === 0 && record === 0;
      row.load(scan, record);
      if (!isHeader && isBlank(row, scan, record)) {
        edits.push({ start, end: next, text: '' });
        continue;
      }
      const before = scan.source.slice(row.start, row.end);
      const after = isHeader ? COLUMNS.join(',') : canonicalRow(row);
      const lineEnd = next === end ? '\n' : '';
      if (before !== after || lineEnd !== '') edits.push({ start, end, text: after + lineEnd });
    }
    yield edits;
    at += scan.length;
  }
}

/** A line of nothing but white space is one record with one cell to the server, and a user to nobody. */
function isBlank(row: Row, scan: Scan, record: number): boolean {
  const cells = (scan.firstCell[record + 1] ?? 0) - (scan.firstCell[record] ?? 0);
  return cells < 2 && trimLikePython(row.source.slice(row.start, row.end)) === '';
}

function canonicalRow(row: Row): string {
  return COLUMN_INDEXES.map((column) => quoteCell(canonicalValue(column, row.value(column)))).join(',');
}

function canonicalValue(column: ColumnIndex, value: string): string {
  if (value === '') return '';
  const trimmed = trimLikePython(value);
  switch (column) {
    case UUID:
      return plainDatabaseId(trimmed) ?? trimmed;
    case USER_TYPE:
      return userTypeOf(trimmed) ?? trimmed;
    case GENDER:
      return isGender(trimmed) ? trimmed.toUpperCase() : trimmed;
    case ENROLLED_IN:
    case ASSIGNED_TO:
      return parseClassCell(value)
        .pieces.map(({ name }) => name)
        .join(',');
    case USERNAME:
    case PASSWORD:
    case FULL_NAME:
    case IDENTIFIER:
    case BIRTH_YEAR:
      return trimmed;
  }
}
