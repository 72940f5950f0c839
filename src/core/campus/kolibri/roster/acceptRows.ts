import type { RoleKind, User } from '../store/rows.ts';
import { foldAscii } from '../text/foldAscii.ts';
import { strip } from '../text/pythonSpace.ts';
import { word } from '../../../kolibriWords/words.ts';
import type { Accepted, AcceptedRow } from './accepted.ts';
import { checkCells } from './checkCells.ts';
import type { RosterRow } from './columns.ts';
import type { LineError } from './lineError.ts';
import { noneHasNo, PythonFailure } from './pythonFailure.ts';

const ROLES: ReadonlyMap<string, RoleKind | undefined> = new Map<string, RoleKind | undefined>([
  ['LEARNER', undefined],
  ['ADMIN', 'admin'],
  ['FACILITY_COACH', 'coach'],
  ['CLASS_COACH', 'classroom assignable coach'],
]);

/** Stage B: each record by itself, and against the names before it (Kolibri protocol, section 6.4). */
export function acceptRows(
  records: Iterable<RosterRow>,
  existing: readonly User[],
  locale: string,
): { readonly accepted: Accepted; readonly errors: readonly LineError[] } {
  const stored = new Set(existing.map(({ username }) => foldAscii(username)));
  const taken = new Set<string>();
  const rows = new Map<string, AcceptedRow>();
  const enrolled = new Map<string, string[]>();
  const assigned = new Map<string, string[]>();
  const roles = new Map<RoleKind, string[]>();
  const errors: LineError[] = [];
  let number = 0;
  for (const row of records) {
    number += 1;
    const username = row.USERNAME ?? noneHasNo('lower');
    const lower = username.toLowerCase();
    const isTaken = (row.UUID === '' && stored.has(foldAscii(lower))) || taken.has(lower);
    const found: LineError[] = [];
    if (isTaken || username === '') {
      const message = word(locale, 'duplicatedUsername');
      found.push({ row: number, message, field: 'USERNAME', value: username });
    }
    found.push(...checkCells(row, number, locale));
    errors.push(...found);
    if (found.length > 0) continue;

    addTo(enrolled, row.ENROLLED_IN, username);
    const type = (row.USER_TYPE ?? '').toUpperCase();
    if (type !== 'LEARNER') {
      addTo(assigned, row.ASSIGNED_TO, username);
      const role = ROLES.get(type);
      if (role === undefined) throw new PythonFailure('KeyError', `'${type}'`);
      roles.set(role, [...(roles.get(role) ?? []), username]);
    }
    rows.set(username, { number, username, row });
    taken.add(lower);
  }
  preferSpelling(assigned, new Map([...enrolled.keys()].map((name) => [name.toLowerCase(), name])));
  return { accepted: { rows, enrolled, assigned, roles }, errors };
}

/** A comma always separates; the first spelling of a name stands for all. */
function addTo(classes: Map<string, string[]>, cell: string | undefined, username: string): void {
  if (cell === undefined) return;
  for (const name of cell.split(',').map(strip)) {
    if (name === '') continue;
    const known = [...classes.keys()].find((other) => other.toLowerCase() === name.toLowerCase());
    const people = classes.get(known ?? name);
    if (people) people.push(username);
    else classes.set(name, [username]);
  }
}

/** Gives the classes the spellings of another list, by their names in lower case. */
export function preferSpelling(classes: Map<string, string[]>, spelling: ReadonlyMap<string, string>): void {
  for (const [name, people] of [...classes]) {
    const preferred = spelling.get(name.toLowerCase());
    if (preferred === undefined || preferred === name) continue;
    classes.delete(name);
    classes.set(preferred, people);
  }
}
