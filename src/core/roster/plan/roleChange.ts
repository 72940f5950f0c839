import type { FacilityRole, SnapshotUser } from '../snapshot/rosterSnapshot.ts';
import type { UserType } from '../values/userType.ts';
import type { RoleChange } from './importPlan.ts';

const ROLES: Readonly<Record<UserType, FacilityRole | undefined>> = {
  LEARNER: undefined,
  CLASS_COACH: 'classroom assignable coach',
  FACILITY_COACH: 'coach',
  ADMIN: 'admin',
};

/** The role that a new user of this type is given. */
export function newRole(to: UserType): RoleChange | undefined {
  const gives = ROLES[to];
  return gives && { from: 'LEARNER', takes: [], gives };
}

/**
 * What has to happen for a user to be of another type: the role of the old type is taken away, which the server's import never does
 * (Kolibri protocol, section 6.5 F, step 3). Of several roles an export names any one: a row that names one of them changes nothing,
 * unless the user is an admin, whom no export has.
 */
export function roleChange(user: SnapshotUser, to: UserType): RoleChange | undefined {
  const gives = ROLES[to];
  const { roles } = user;
  if (
    gives === undefined ? roles.length === 0 : roles.includes(gives) && (gives === 'admin' || !user.isAdmin)
  )
    return undefined;
  return {
    from: user.userType,
    takes: roles.filter((role) => role !== gives),
    gives: gives !== undefined && roles.includes(gives) ? undefined : gives,
  };
}
