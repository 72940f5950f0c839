import { codePoints } from '../text/codePoints.ts';
import { PYTHON_SPACE } from '../text/pythonSpace.ts';
import { word, type Word } from '../../../kolibriWords/words.ts';
import type { Column, RosterRow } from './columns.ts';
import type { LineError } from './lineError.ts';
import { isPythonUuid, pythonInt } from './pythonInt.ts';
import { PythonFailure } from './pythonFailure.ts';

/** Lets a cell through every check but the one for a username. */
const DEFERRED = 'DEFERRED';
const FORBIDDEN = new RegExp(`[${PYTHON_SPACE}\`~!@#$%^&*()\\-+={}[\\]|\\\\/:;"'<>,.?]`, 'u');
const USER_TYPES = ['learner', 'admin', 'facility_coach', 'class_coach'];
const GENDERS = ['', 'male', 'female', 'not_specified', 'deferred'];

type Check = {
  readonly column: Column;
  readonly passes: (cell: string | undefined) => boolean;
  readonly message: Word;
  readonly insert?: string;
};

/** The checks after the one for duplicates, in the server's order (Kolibri protocol, section 6.4). */
const CHECKS: readonly Check[] = [
  {
    column: 'UUID',
    passes: (cell) => cell === undefined || cell === '' || isPythonUuid(cell),
    message: 'invalidUuid',
  },
  { column: 'FULL_NAME', passes: atMost(125), message: 'tooLong', insert: 'FULL_NAME' },
  { column: 'BIRTH_YEAR', passes: isYear, message: 'invalid', insert: 'BIRTH_YEAR' },
  { column: 'USERNAME', passes: atMost(125), message: 'tooLong', insert: 'USERNAME' },
  {
    column: 'USERNAME',
    passes: (cell) => cell !== undefined && !FORBIDDEN.test(cell),
    message: 'invalidUsername',
  },
  { column: 'USERNAME', passes: isFilled, message: 'requiredColumn', insert: 'USERNAME' },
  { column: 'PASSWORD', passes: atMost(128), message: 'tooLong', insert: 'PASSWORD' },
  { column: 'PASSWORD', passes: isFilled, message: 'requiredPassword' },
  { column: 'USER_TYPE', passes: isOneOf(USER_TYPES), message: 'invalid', insert: 'USER_TYPE' },
  { column: 'GENDER', passes: isOneOf(GENDERS), message: 'invalid', insert: 'GENDER' },
  { column: 'IDENTIFIER', passes: atMost(64), message: 'tooLong', insert: 'IDENTIFIER' },
  { column: 'ENROLLED_IN', passes: haveShortNames, message: 'tooLong', insert: 'Class name' },
  { column: 'ASSIGNED_TO', passes: haveShortNames, message: 'tooLong', insert: 'Class name' },
];

/** What is wrong with the cells of one record, in the server's order. A missing cell may crash the job: a PythonFailure. */
export function checkCells(row: RosterRow, number: number, locale: string): readonly LineError[] {
  return CHECKS.filter(({ column, passes }) => !passes(row[column])).map(({ column, message, insert }) => ({
    row: number,
    message: word(locale, message, insert),
    field: column,
    value: row[column] ?? null,
  }));
}

function atMost(length: number): Check['passes'] {
  return (cell) => cell === DEFERRED || (cell !== undefined && codePoints(cell) <= length);
}

function isFilled(cell: string | undefined): boolean {
  return cell !== undefined && cell !== '';
}

function isYear(cell: string | undefined): boolean {
  if (cell === undefined || cell === '' || cell === DEFERRED) return true;
  const year = pythonInt(cell);
  return year !== undefined && year >= 1900 && year <= 99_999;
}

function isOneOf(words: readonly string[]): Check['passes'] {
  return (cell) => {
    // The server catches the failure and fails at describing it.
    if (cell === undefined)
      throw new PythonFailure('IndexError', 'Replacement index 1 out of range for positional args tuple');
    return cell === DEFERRED || words.includes(cell.toLowerCase());
  };
}

function haveShortNames(cell: string | undefined): boolean {
  return cell === undefined || cell === DEFERRED || cell.split(',').every((name) => codePoints(name) <= 50);
}
