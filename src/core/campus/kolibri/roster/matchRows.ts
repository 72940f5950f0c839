import type { User } from '../store/rows.ts';
import { foldAscii } from '../text/foldAscii.ts';
import { strip } from '../text/pythonSpace.ts';
import { word } from '../../../kolibriWords/words.ts';
import type { AcceptedRow } from './accepted.ts';
import type { LineError } from './lineError.ts';
import { noneHasNo, PythonFailure } from './pythonFailure.ts';

const MODEL = 'kolibri.core.auth.models.FacilityUser.';

/** The scalar values that a record asks for. `password` is null where it is to stay. */
export type Wanted = {
  readonly username: string;
  readonly fullName: string;
  readonly idNumber: string;
  readonly gender: string;
  readonly birthYear: string;
  readonly password: string | null;
};

/** What the accepted records mean for the people of the facility; nothing is changed yet. */
export type Matched = {
  readonly created: readonly Wanted[];
  readonly updated: readonly { readonly user: User; readonly wanted: Wanted }[];
  /** Everybody whose id is in the file. */
  readonly kept: readonly User[];
  readonly errors: readonly LineError[];
};

/** Stage C: the accepted records against the people of the facility, the deleted ones too (Kolibri protocol, section 6.5). */
export function matchRows(rows: Iterable<AcceptedRow>, people: readonly User[], locale: string): Matched {
  const byId = new Map(people.map((user) => [user.id, user]));
  const named = bearersOf(people);
  const created: Wanted[] = [];
  const updated: { user: User; wanted: Wanted }[] = [];
  const kept: User[] = [];
  const errors: LineError[] = [];
  for (const { number, username, row } of rows) {
    const wanted = wantedOf(username, row);
    const refuse = (field: string, message: string, value: string): void => {
      errors.push({ row: number, username, message, field, value });
    };
    const bearers = named.get(foldAscii(username)) ?? [];
    const user = row.UUID === undefined ? undefined : byId.get(row.UUID);
    if (user) {
      kept.push(user);
      if (user.username !== username) {
        demandOne(bearers.length);
        refuse('USERNAME', word(locale, 'duplicatedUsername'), username);
      } else if (differs(user, wanted)) updated.push({ user, wanted });
    } else if (row.UUID === '' && bearers.length > 0) {
      refuse('USERNAME', word(locale, 'duplicatedUsername'), username);
    } else if (row.UUID !== '') {
      // The server names the password, whatever is wrong with the id.
      refuse('PASSWORD', word(locale, 'unknownUuid', username), '*');
    } else if (wanted.password === null) {
      refuse('PASSWORD', word(locale, 'requiredPassword'), '*');
    } else created.push(wanted);
  }
  return { created, updated, kept, errors };
}

function bearersOf(people: readonly User[]): ReadonlyMap<string, readonly User[]> {
  const named = new Map<string, User[]>();
  for (const user of people) {
    const name = foldAscii(user.username);
    const others = named.get(name);
    if (others) others.push(user);
    else named.set(name, [user]);
  }
  return named;
}

/** The server asks its database for the one person of a name, and does not reckon with none or two. */
function demandOne(found: number): void {
  if (found === 0)
    throw new PythonFailure('DoesNotExist', 'FacilityUser matching query does not exist.', MODEL);
  if (found > 1) {
    const text = `get() returned more than one FacilityUser -- it returned ${found}!`;
    throw new PythonFailure('MultipleObjectsReturned', text, MODEL);
  }
}

function wantedOf(username: string, row: AcceptedRow['row']): Wanted {
  const normalised = (cell: string | undefined): string => {
    const value = strip(cell ?? noneHasNo('strip')).toUpperCase();
    return value === 'DEFERRED' ? '' : value;
  };
  // In this order: the first missing cell is the one that the job dies of.
  const gender = normalised(row.GENDER);
  const birthYear = normalised(row.BIRTH_YEAR);
  const idNumber = normalised(row.IDENTIFIER);
  return {
    username,
    fullName: row.FULL_NAME ?? '',
    idNumber,
    gender,
    birthYear,
    password: row.PASSWORD === '*' ? null : (row.PASSWORD ?? ''),
  };
}

/** A password that is given always differs: it is hashed anew. */
function differs(user: User, wanted: Wanted): boolean {
  return (
    wanted.password !== null ||
    user.gender !== wanted.gender ||
    user.birthYear !== wanted.birthYear ||
    user.idNumber !== wanted.idNumber ||
    user.fullName !== wanted.fullName
  );
}
