import type { FacilityRole, RosterSnapshot, SnapshotUser } from '../roster/snapshot/rosterSnapshot.ts';
import type { UserType } from '../roster/values/userType.ts';
import { ROLE_KINDS, type FacilityState, type LiveUser } from './rosterPort.ts';

/** The state of a facility in the form in which a roster is checked and planned against it: classes by their names. */
export function snapshotOf(state: FacilityState): RosterSnapshot {
  const classNames = new Map(state.classes.map(({ id, name }) => [id, name]));
  const enrolled = new Map<string, string[]>();
  for (const { user, collection } of state.memberships) {
    const name = classNames.get(collection);
    if (name === undefined) continue;
    const names = enrolled.get(user);
    if (names === undefined) enrolled.set(user, [name]);
    else names.push(name);
  }
  return {
    takenAt: state.takenAt,
    facility: state.facility.name,
    facilityId: state.facility.id,
    callerId: state.callerId,
    users: state.users.map((user) => snapshotUser(user, state.facility.id, classNames, enrolled)),
    classes: state.classes,
  };
}

function snapshotUser(
  user: LiveUser,
  facilityId: string,
  classNames: ReadonlyMap<string, string>,
  enrolled: ReadonlyMap<string, readonly string[]>,
): SnapshotUser {
  const { id, username, fullName, gender, birthYear, identifier, isDeleted, isSuperuser } = user;
  const roles = facilityRoles(user, facilityId);
  return {
    id,
    username,
    fullName,
    gender,
    birthYear,
    identifier,
    userType: userTypeOf(roles),
    isAdmin: roles.includes('admin'),
    roles,
    isSuperuser,
    enrolledIn: enrolled.get(id) ?? [],
    assignedTo: user.roles.flatMap(({ kind, collection }) =>
      kind === 'coach' ? (classNames.get(collection) ?? []) : [],
    ),
    isDeleted,
  };
}

/** The roles of a user in the facility itself, in the order of their power. */
function facilityRoles({ roles }: LiveUser, facilityId: string): readonly FacilityRole[] {
  const held = roles.filter(({ collection }) => collection === facilityId).map(({ kind }) => kind);
  return ROLE_KINDS.filter((kind) => held.includes(kind));
}

/** What the server's export writes (Kolibri protocol, section 5). */
function userTypeOf(roles: readonly FacilityRole[]): UserType {
  if (roles.includes('admin')) return 'ADMIN';
  if (roles.includes('coach')) return 'FACILITY_COACH';
  return roles.includes('classroom assignable coach') ? 'CLASS_COACH' : 'LEARNER';
}
