import { cellAt } from './cellAt.ts';
import { COLUMNS, USER_TYPE } from '../header/column.ts';
import { GENDERS } from '../values/genderValue.ts';
import type { Roster } from '../roster.ts';
import { Row } from '../check/row.ts';
import { scanRecords } from '../scan/scanRecords.ts';
import { userTypeOf, USER_TYPES } from '../values/userType.ts';

/** What may be written at a place: `values` instead of the text from `start` to `end`. */
export type Completions = {
  readonly kind: 'column' | 'userType' | 'gender' | 'class';
  readonly start: number;
  readonly end: number;
  readonly values: readonly string[];
};

/** A school has a few dozen classes; a file that has more is no help in choosing one. */
const CLASSES = 1_000;

/** What may be written into the cell at an offset; undefined where anything may. */
export function completionsAt(roster: Roster, offset: number): Completions | undefined {
  const cell = cellAt(roster, offset);
  if (cell === undefined) return undefined;
  const raw = roster.slice(cell.start, cell.end);
  const quoted = raw.startsWith('"') && offset > cell.start;
  const start = cell.start + (quoted ? 1 : 0);
  const end = cell.end - (quoted && raw.length > 1 && raw.endsWith('"') && offset < cell.end ? 1 : 0);
  if (cell.isHeader) {
    const { labels, places } = roster.parts.header;
    const own = labels[cell.index]?.column;
    const values = COLUMNS.filter((_, column) => places[column] === -1 || column === own);
    return { kind: 'column', start, end, values };
  }
  switch (cell.column) {
    case 'USER_TYPE':
      return { kind: 'userType', start, end, values: USER_TYPES };
    case 'GENDER':
      return { kind: 'gender', start, end, values: GENDERS };
    case 'ASSIGNED_TO':
      // The server ignores what a learner is to coach.
      if (isLearner(roster, offset)) return undefined;
      return classCompletions(roster, { start, end, offset, quoted });
    case 'ENROLLED_IN':
      return classCompletions(roster, { start, end, offset, quoted });
    case 'UUID':
    case 'USERNAME':
    case 'PASSWORD':
    case 'FULL_NAME':
    case 'IDENTIFIER':
    case 'BIRTH_YEAR':
    case undefined:
      return undefined;
  }
}

/** True if the row at an offset is a learner's. */
function isLearner(roster: Roster, offset: number): boolean {
  const record = roster.recordAt(offset);
  if (record === undefined) return false;
  const row = new Row(roster.parts.header.places);
  row.load(scanRecords(roster.slice(record.start, record.end)), 0);
  return userTypeOf(row.value(USER_TYPE)) === 'LEARNER';
}

type ClassPlace = {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  readonly quoted: boolean;
};

/** The classes of the file and of the server; in a quoted cell only the name that the offset is in is replaced. */
function classCompletions(roster: Roster, { start, end, offset, quoted }: ClassPlace): Completions {
  const { classNames, live } = roster.parts;
  const text = roster.slice(start, end);
  const from = quoted ? text.lastIndexOf(',', Math.max(offset - start - 1, 0)) + 1 : 0;
  const isInPiece = offset - start >= from;
  const comma = quoted && isInPiece ? text.indexOf(',', offset - start) : -1;
  const to = comma < 0 ? text.length : comma;
  const written = text.slice(from, to).trim();
  const lead = /^\s*/.exec(text.slice(from, to))?.[0].length ?? 0;
  const names = new Set(live?.snapshot.classes.map(({ name }) => name));
  const others = new Set(text.split(',').map((name) => name.trim()));
  others.delete(written);
  for (const { name, uses } of classNames.all()) {
    // The name that is being typed is in the file, too.
    if (name !== written || uses > 1) names.add(name);
    if (names.size >= CLASSES) break;
  }
  const values = [...names]
    .filter((name) => !name.includes(',') && !others.has(name))
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
    .map((name) => (quoted ? name.replaceAll('"', '""') : quoteUnlessPlain(name)));
  return { kind: 'class', start: start + from + Math.min(lead, to - from), end: start + to, values };
}

function quoteUnlessPlain(name: string): string {
  return name.includes('"') ? `"${name.replaceAll('"', '""')}"` : name;
}
