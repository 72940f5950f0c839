import type { Role, User } from '../store/rows.ts';
import type { School } from '../store/school.ts';
import { foldAscii } from '../text/foldAscii.ts';
import { idOf } from '../wire/idOf.ts';
import { errorPage } from '../wire/pages.ts';
import { refuseField, refuseText, refuseWith } from '../wire/refusal.ts';

/** A person and the roles that are shown of him: a filter on roles trims them. */
export type FoundUser = { readonly user: User; readonly roles: readonly Role[] };

const KINDS = ['learner', 'superuser', 'admin', 'coach', 'classroom assignable coach'];
const ORDERS: Readonly<Record<string, (user: User) => string>> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  full_name: ({ fullName }) => fullName,
  gender: ({ gender }) => gender,
  birth_year: ({ birthYear }) => birthYear,
  id_number: ({ idNumber }) => idNumber,
  date_joined: ({ dateJoined }) => dateJoined,
  date_deleted: ({ dateDeleted }) => dateDeleted ?? '',
};
const FILTERS = [
  'member_of',
  'exclude_member_of',
  'exclude_coach_for',
  'user_type',
  'exclude_user_type',
  'search',
  'by_ids',
  'user_type__in',
];

/** Whether a query has any filter on people: a bulk write demands one. */
export function hasUserFilter(query: URLSearchParams): boolean {
  return FILTERS.some((name) => query.has(name));
}

/** The people that a query asks for, in its order (Kolibri protocol, section 2.3). Refuses unknown ids, kinds and fields. */
export function filterUsers(
  school: School,
  users: readonly User[],
  query: URLSearchParams,
): readonly FoundUser[] {
  let found: FoundUser[] = users.map((user) => ({ user, roles: school.rolesOf(user.id) }));
  const keep = (passes: (each: FoundUser) => boolean): void => {
    found = found.filter(passes);
  };
  const memberOf = collectionIn(school, query, 'member_of');
  if (memberOf !== undefined) keep(({ user }) => belongs(school, user, memberOf));
  const notIn = collectionIn(school, query, 'exclude_member_of');
  if (notIn !== undefined) keep(({ user }) => !belongs(school, user, notIn));
  const notCoach = collectionIn(school, query, 'exclude_coach_for');
  if (notCoach !== undefined)
    keep(({ roles }) => !roles.some(({ collection, kind }) => collection === notCoach && kind === 'coach'));

  const kind = kindIn(query, 'user_type');
  if (kind !== undefined) found = found.flatMap((each) => ofKind(each, [kind]));
  const notKind = kindIn(query, 'exclude_user_type');
  if (notKind !== undefined) keep((each) => ofKind(each, [notKind]).length === 0);
  const kinds = query.get('user_type__in');
  if (kinds !== null) found = found.flatMap((each) => ofKind(each, kinds.split(',')));

  const ids = query.get('by_ids')?.split(',');
  if (ids) keep(({ user }) => ids.includes(user.id));
  const search = foldAscii(query.get('search') ?? '');
  if (search !== '')
    keep(({ user }) => [user.username, user.fullName].some((text) => foldAscii(text).includes(search)));
  return ordered(found, query);
}

function collectionIn(school: School, query: URLSearchParams, name: string): string | undefined {
  const given = query.get(name);
  if (given === null || given === '') return undefined;
  const id = idOf(given);
  if (id !== undefined && school.facilityOf(id) !== undefined) return id;
  return refuseField(
    'INVALID_CHOICE',
    'Select a valid choice. That choice is not one of the available choices.',
    name,
  );
}

function kindIn(query: URLSearchParams, name: string): string | undefined {
  const given = query.get(name);
  if (given === null || given === '') return undefined;
  if (KINDS.includes(given)) return given;
  return refuseField(
    'INVALID_CHOICE',
    `Select a valid choice. ${given} is not one of the available choices.`,
    name,
  );
}

function belongs(school: School, user: User, collection: string): boolean {
  return user.facility === collection || school.isMember(user.id, collection);
}

function ofKind(each: FoundUser, kinds: readonly string[]): readonly FoundUser[] {
  const { user, roles } = each;
  if (kinds.includes('superuser') && user.isSuperuser) return [each];
  if (kinds.includes('learner') && roles.length === 0) return [each];
  const wanted = roles.filter(
    ({ kind }) => kinds.includes(kind) || (kinds.includes('coach') && kind === 'classroom assignable coach'),
  );
  return wanted.length > 0 ? [{ user, roles: wanted }] : [];
}

function ordered(found: readonly FoundUser[], query: URLSearchParams): readonly FoundUser[] {
  const order = query.get('ordering');
  if (order === null) return found;
  if (order.includes(',')) refuseText('Can only define a single ordering field');
  const backwards = order.startsWith('-');
  const value = ORDERS[backwards ? order.slice(1) : order];
  if (value === undefined) return refuseWith(errorPage(500));
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = found.toSorted((a, b) => compare(value(a.user), value(b.user)));
  return backwards ? sorted.reverse() : sorted;
}
