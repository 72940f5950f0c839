import type { BlockFacts } from './block.ts';
import {
  DIGIT,
  DOUBLED,
  HIGH,
  KIND_OF,
  LOWER,
  LOWER_HEX,
  PUNCTUATION,
  QUOTED,
  SPACE,
  UNDERSCORE,
  UPPER,
} from '../scan/charKinds.ts';
import {
  ASSIGNED_TO,
  BIRTH_YEAR,
  type ColumnIndex,
  ENROLLED_IN,
  FULL_NAME,
  GENDER,
  IDENTIFIER,
  PASSWORD,
  USERNAME,
  USER_TYPE,
  UUID,
} from '../header/column.ts';
import { type ColumnCells, columnCells } from './columnCells.ts';
import { GENDERS } from '../values/genderValue.ts';
import { hashLower, hashUnits } from '../scan/hashText.ts';
import type { Header } from '../header/header.ts';
import { isInk } from '../values/isInk.ts';
import type { RuleContext } from './rowRule.ts';
import type { Scan } from '../scan/scan.ts';
import { USER_TYPES } from '../values/userType.ts';

const LETTERS = LOWER | LOWER_HEX | UPPER;
const STAR = 42;
const ZERO = 48;
const ONE = 49;
const TWO = 50;
const NINE = 57;
const TYPES = unitsOf(USER_TYPES);
const GENDER_WORDS = unitsOf(GENDERS);

/** Marks of a row, as bits: that it is plain, a learner's, has a password to be read, and a number beginning with 0. */
export const PLAIN = 1;
const LEARNER = 2;
export const READABLE = 4;
export const ZERO_LED = 8;

/** What is known of each record: its marks, 0 for one that is not plain, and what the rules across rows need; see {@link BlockFacts}. */
type RowFacts = Pick<BlockFacts, 'names' | 'ids' | 'enrolled' | 'assigned' | 'digits'> & {
  readonly marks: Uint8Array;
};

/** A block and what is known of its rows. */
type Rows = {
  readonly units: Uint16Array;
  readonly context: RuleContext;
  readonly marks: Uint8Array;
  readonly facts: RowFacts;
  readonly cells: (column: ColumnIndex) => ColumnCells;
};

/**
 * Finds the rows of which no rule of one row has anything to say, as of most: told from the kinds of characters and the lengths of
 * their cells, so that the rules need not be asked. Marks them; no mark says nothing. What the rules across rows need of a plain row is
 * put into `facts`, too. It goes a column at a time, which is several times faster than a row at a time.
 *
 * @param first the first record that is a row
 */
export function plainRows(
  scan: Scan,
  units: Uint16Array,
  first: number,
  { places, labels }: Header,
  context: RuleContext,
  facts: RowFacts,
): void {
  const { records, firstCell } = scan;
  const { marks } = facts;
  if (places.includes(-1)) return;
  const width = labels.length;
  for (let i = first; i < records; i++)
    marks[i] = (firstCell[i + 1] ?? 0) - (firstCell[i] ?? 0) === width ? PLAIN : 0;
  for (const { record } of scan.malformed) marks[record] = 0;
  const cells = (column: ColumnIndex): ColumnCells => columnCells(scan, places[column] ?? 0, width);
  const rows = { units, context, marks, facts, cells };
  lookAtIds(rows);
  lookAtUsernames(rows);
  lookAtPasswords(rows);
  lookAtFullNames(rows);
  lookAtTypes(rows);
  lookAtIdentifiers(rows);
  lookAtBirthYears(rows);
  lookAtGenders(rows);
  lookAtEnrolledIn(rows);
  lookAtAssignedTo(rows);
}

/** True if all characters are of some kinds, quotes around them aside. */
function isOnly(kinds: number | undefined, allowed: number): boolean {
  return ((kinds ?? 0) & ~(allowed | QUOTED)) === 0;
}

function lookAtIds({ marks, units, facts: { ids }, cells }: Rows): void {
  const { starts, ends, kinds } = cells(UUID);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (end - start === 32 && isOnly(kinds[i], LOWER_HEX | DIGIT)) ids[i] = hashUnits(units, start, end);
    else if (end > start) marks[i] = 0;
  }
}

function lookAtPasswords({ marks, units, facts, cells }: Rows): void {
  const { starts, ends, kinds } = cells(PASSWORD);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (end - start === 1 && units[start] === STAR) {
      // It leaves an existing user's password as it is.
      if (facts.ids[i] === 0) marks[i] = 0;
    } else if (
      end > start &&
      end - start <= 128 &&
      isOnly(kinds[i], LETTERS | DIGIT | UNDERSCORE | PUNCTUATION) &&
      isPlainText(units, start, end, kinds[i])
    )
      marks[i] = PLAIN | READABLE;
    else marks[i] = 0;
  }
}

function lookAtUsernames({ marks, units, facts: { names }, cells }: Rows): void {
  const { starts, ends, kinds } = cells(USERNAME);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (end === start || end - start > 30 || !isOnly(kinds[i], LETTERS | DIGIT | UNDERSCORE)) marks[i] = 0;
    else if (isOnly(kinds[i], LOWER | LOWER_HEX | DIGIT | UNDERSCORE))
      names[i] = hashUnits(units, start, end);
    else names[i] = hashLower(units, start, end);
  }
}

function lookAtFullNames({ marks, units, cells }: Rows): void {
  const { starts, ends, kinds } = cells(FULL_NAME);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    const isPlain =
      end > start &&
      end - start <= 120 &&
      isOnly(kinds[i], LETTERS | DIGIT | UNDERSCORE | PUNCTUATION | SPACE | HIGH) &&
      isInk(units[start] ?? 0) &&
      isInk(units[end - 1] ?? 0) &&
      isPlainText(units, start, end, kinds[i]);
    if (!isPlain) marks[i] = 0;
  }
}

function lookAtTypes({ marks, units, cells }: Rows): void {
  const { starts, ends } = cells(USER_TYPE);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const word = wordAt(units, starts[i] ?? 0, ends[i] ?? 0, TYPES);
    if (word === 0) marks[i] = (marks[i] ?? 0) | LEARNER;
    else if (word < 0) marks[i] = 0;
  }
}

function lookAtIdentifiers({ marks, units, facts: { digits }, cells }: Rows): void {
  const { starts, ends, kinds } = cells(IDENTIFIER);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const length = (ends[i] ?? 0) - start;
    if (length === 0) continue;
    if (length > 64 || !isOnly(kinds[i], UPPER | DIGIT | UNDERSCORE | PUNCTUATION)) marks[i] = 0;
    else if (isOnly(kinds[i], DIGIT)) {
      digits[i] = length;
      if (units[start] === ZERO) marks[i] = (marks[i] ?? 0) | ZERO_LED;
    } else if (!isPlainText(units, start, start + length, kinds[i])) marks[i] = 0;
  }
}

/** None, or one of this century and the one before. */
function lookAtBirthYears({ marks, units, cells }: Rows): void {
  const { starts, ends, kinds } = cells(BIRTH_YEAR);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const length = (ends[i] ?? 0) - start;
    if (length === 0) continue;
    const isPlain =
      length === 4 &&
      isOnly(kinds[i], DIGIT) &&
      (units[start] === TWO || (units[start] === ONE && units[start + 1] === NINE));
    if (!isPlain) marks[i] = 0;
  }
}

function lookAtGenders({ marks, units, cells }: Rows): void {
  const { starts, ends } = cells(GENDER);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (end > start && wordAt(units, start, end, GENDER_WORDS) < 0) marks[i] = 0;
  }
}

function lookAtEnrolledIn({ marks, units, context, facts: { enrolled }, cells }: Rows): void {
  const { starts, ends, kinds } = cells(ENROLLED_IN);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (end === start) continue;
    const id = plainClassCell(units, start, end, kinds[i] ?? 0, context);
    if (id < 0) marks[i] = 0;
    else enrolled[i] = id;
  }
}

function lookAtAssignedTo({ marks, units, context, facts: { assigned }, cells }: Rows): void {
  const { starts, ends, kinds } = cells(ASSIGNED_TO);
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (end === start) continue;
    const isLearner = ((marks[i] ?? 0) & LEARNER) !== 0;
    const id = isLearner ? -1 : plainClassCell(units, start, end, kinds[i] ?? 0, context);
    if (id < 0) marks[i] = 0;
    else assigned[i] = id;
  }
}

/** The number of a cell that lists classes, if it is known already and plain; else -1. */
function plainClassCell(
  units: Uint16Array,
  start: number,
  end: number,
  kinds: number,
  { classCells, live }: RuleContext,
): number {
  const id = (kinds & DOUBLED) === 0 ? classCells.known(units, start, end) : -1;
  const cell = classCells.at(id);
  if (cell?.isPlain !== true) return -1;
  const hasComma = cell.pieces.length > 1;
  return hasComma && live !== undefined && live.classesWithComma.length > 0 ? -1 : id;
}

/** True for what begins with a letter, or has no punctuation, and is not DEFERRED. */
function isPlainText(units: Uint16Array, start: number, end: number, kinds = 0): boolean {
  if ((kinds & PUNCTUATION) === 0) return end - start !== 8 || !isOnly(kinds, UPPER);
  return ((KIND_OF[units[start] ?? 0] ?? 0) & (LETTERS | HIGH)) !== 0;
}

/** Which of some words stands at a place; -1 for none. */
function wordAt(units: Uint16Array, start: number, end: number, list: readonly Uint16Array[]): number {
  for (let at = 0; at < list.length; at++) {
    const word = list[at];
    if (word?.length !== end - start) continue;
    let i = 0;
    while (i < word.length && units[start + i] === word[i]) i++;
    if (i === word.length) return at;
  }
  return -1;
}

function unitsOf(words: readonly string[]): readonly Uint16Array[] {
  return words.map((word) => Uint16Array.from(word, (letter) => letter.charCodeAt(0)));
}
