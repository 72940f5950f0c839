import type { School } from '../store/school.ts';
import type { Collection, Facility, User } from '../store/rows.ts';
import { word } from '../../../kolibriWords/words.ts';
import type { Accepted } from './accepted.ts';
import { acceptRows, preferSpelling } from './acceptRows.ts';
import { checkModel } from './checkModel.ts';
import { DecodeFailure, decodeUtf8 } from './decodeUtf8.ts';
import type { LineError } from './lineError.ts';
import { matchRows, type Matched } from './matchRows.ts';
import { CsvFailure } from './pythonCsv.ts';
import { readHeader } from './readHeader.ts';
import { readRows } from './readRows.ts';

export type ImportOrder = {
  readonly bytes: Uint8Array;
  readonly facility: Facility;
  readonly locale: string;
  readonly deleteOthers: boolean;
  /** Who asks: never deleted. */
  readonly callerId: string;
};

/** What an import would do, and what it says about the file. */
export type ImportPlan = {
  readonly accepted: Accepted;
  readonly matched: Matched;
  readonly newClasses: readonly string[];
  readonly knownClasses: readonly Collection[];
  readonly usersToDelete: readonly User[];
  readonly classesToClear: readonly Collection[];
  /** True when whoever is not in the file goes. */
  readonly clearing: boolean;
  readonly errors: readonly LineError[];
};

/** The file as a whole is refused: each sentence is one of its `overall_error`. */
export type RefusedFile = { readonly overallErrors: readonly string[] };

/**
 * Stages A to E of an import: everything that a dry run does (Kolibri protocol, sections 6.3 to 6.5). Changes nothing. Throws a
 * PythonFailure for files that crash the server's job.
 */
export function planImport(school: School, order: ImportOrder): ImportPlan | RefusedFile {
  const { facility, locale, deleteOthers, callerId } = order;
  const people = school.usersOf(facility.id, 'with deleted');
  let accepted: Accepted;
  let rowErrors: readonly LineError[];
  try {
    const text = decodeUtf8(order.bytes);
    const header = readHeader(text, locale);
    if ('errors' in header) return { overallErrors: header.errors };
    const records = readRows(text, header.labels, header.labelOf);
    ({ accepted, errors: rowErrors } = acceptRows(records, people, locale));
  } catch (error) {
    if (error instanceof DecodeFailure || error instanceof CsvFailure)
      return { overallErrors: [word(locale, 'fileRead', error.message)] };
    throw error;
  }
  const matched = matchRows(accepted.rows.values(), people, locale);

  const classes = school.classesOf(facility.id);
  const byName = new Map(classes.map((each) => [each.name.toLowerCase(), each]));
  const names = new Set([...accepted.enrolled.keys(), ...accepted.assigned.keys()]);
  const newClasses = [...names].filter((name) => !byName.has(name.toLowerCase()));
  const knownClasses = [...names].flatMap((name) => byName.get(name.toLowerCase()) ?? []);
  const spelling = new Map(knownClasses.map(({ name }) => [name.toLowerCase(), name]));
  preferSpelling(accepted.enrolled, spelling);
  preferSpelling(accepted.assigned, spelling);

  const kept = new Set(matched.kept);
  const isSafe = (user: User): boolean =>
    user.id === callerId ||
    kept.has(user) ||
    school.rolesOf(user.id).some(({ kind, collection }) => kind === 'admin' && collection === facility.id);
  const model = [...matched.created, ...matched.updated.map(({ wanted }) => wanted)].flatMap((wanted) =>
    checkModel(wanted, facility.name, locale),
  );
  return {
    accepted,
    matched,
    newClasses,
    knownClasses,
    usersToDelete: deleteOthers ? people.filter((user) => !isSafe(user)) : [],
    classesToClear: deleteOthers ? classes.filter((each) => !knownClasses.includes(each)) : [],
    clearing: deleteOthers,
    errors: [...rowErrors, ...matched.errors, ...model],
  };
}
