import type { RoleKind, User } from '../store/rows.ts';
import type { School } from '../store/school.ts';

/** Who sends a request; nobody for a visitor without a session. */
export type Caller = User | undefined;

/** The rights of a caller (Kolibri protocol, sections 2.3 and 3): superusers have all, administrators those of their facility. */
export function isAdminOf(school: School, caller: Caller, facility: string | null | undefined): boolean {
  if (caller === undefined || facility === null || facility === undefined) return false;
  return caller.isSuperuser || hasRole(school, caller, facility, 'admin');
}

/** Whether the caller may see what a class does: its coach, a coach of its facility, or an administrator. */
export function mayCoach(school: School, caller: Caller, classroom: string): boolean {
  const facility = school.facilityOf(classroom);
  if (caller === undefined || facility === undefined) return false;
  if (isAdminOf(school, caller, facility)) return true;
  return hasRole(school, caller, facility, 'coach') || hasRole(school, caller, classroom, 'coach');
}

/** Whether the caller may read a person: himself, his facility's for an administrator or coach, his classes' for a class coach. */
export function maySee(school: School, caller: Caller, user: User): boolean {
  if (caller === undefined) return false;
  if (caller.id === user.id || isAdminOf(school, caller, user.facility)) return true;
  if (hasRole(school, caller, user.facility, 'coach')) return true;
  const taught = school
    .rolesOf(caller.id)
    .filter(({ kind }) => kind === 'coach')
    .map(({ collection }) => collection);
  return school.membershipsOf(user.id).some(({ collection }) => taught.includes(collection));
}

/** The kinds that a session shows (Kolibri protocol, section 1.2). */
export function kindsOf(school: School, user: User): readonly string[] {
  const kinds = new Set<string>(school.rolesOf(user.id).map(({ kind }) => kind));
  if (user.isSuperuser) return ['superuser', ...kinds];
  return kinds.size === 0 ? ['learner'] : [...kinds];
}

function hasRole(school: School, user: User, collection: string, kind: RoleKind): boolean {
  return school.rolesOf(user.id).some((role) => role.collection === collection && role.kind === kind);
}
