import { COLUMNS } from '../roster/columns.ts';
import type { Facility, RoleKind, User } from '../store/rows.ts';
import type { School } from '../store/school.ts';
import { word } from '../../../kolibriWords/words.ts';
import { csvFile, guarded } from './csvText.ts';

const TYPES = { admin: 'ADMIN', coach: 'FACILITY_COACH', 'classroom assignable coach': 'CLASS_COACH' };

/** The users CSV of a facility (Kolibri protocol, section 5): without administrators, without a second one of the same name. */
export function usersCsv(school: School, facility: Facility, locale: string): string {
  return csvFile(records(school, facility, locale));
}

/** Whom the users CSV names. */
export function usersIn(school: School, facility: Facility): readonly User[] {
  const written = new Set<string>();
  return school.usersOf(facility.id, 'without deleted').filter((user) => {
    if (roleIn(school, facility, user) === 'admin' || written.has(user.username)) return false;
    written.add(user.username);
    return true;
  });
}

function roleIn(school: School, facility: Facility, user: User): RoleKind | undefined {
  return school.rolesOf(user.id).find(({ collection }) => collection === facility.id)?.kind;
}

function* records(school: School, facility: Facility, locale: string): Generator<readonly string[]> {
  yield COLUMNS.map((column) => word(locale, column, column));
  for (const user of usersIn(school, facility)) {
    const kind = roleIn(school, facility, user);
    const values = [
      user.id,
      user.username,
      '*',
      user.fullName,
      kind === undefined ? 'LEARNER' : TYPES[kind],
      user.idNumber,
      specified(user.birthYear),
      specified(user.gender),
      classNames(school, user, 'member'),
      classNames(school, user, 'coach'),
    ];
    yield values.map(guarded);
  }
}

function specified(value: string): string {
  return value === 'NOT_SPECIFIED' || value === 'DEFERRED' ? '' : value;
}

/** Joined by commas that nothing escapes. */
function classNames(school: School, user: User, as: 'member' | 'coach'): string {
  const places =
    as === 'member'
      ? school.membershipsOf(user.id)
      : school.rolesOf(user.id).filter(({ kind }) => kind === 'coach');
  return places
    .flatMap(({ collection }) => school.collections.get(collection) ?? [])
    .filter(({ kind }) => kind === 'classroom')
    .map(({ name }) => name)
    .join(',');
}
