import { EFFECTS } from '../../../../src/core/roster/plan/effect.ts';
import type { ImportPlan, RowChange } from '../../../../src/core/roster/plan/importPlan.ts';
import type {
  FacilityRole,
  RosterSnapshot,
  SnapshotUser,
} from '../../../../src/core/roster/snapshot/rosterSnapshot.ts';
import { userOf } from '../madeRosters.ts';

/** What a facility is like when a plan has been carried out to the letter. */
export function appliedPlan(plan: ImportPlan, snapshot: RosterSnapshot): RosterSnapshot {
  const byId = new Map(plan.changes.map((change) => [change.userId, change]));
  const gone = new Set(plan.removals.map(({ userId }) => userId));
  const created = plan.changes.filter(({ userId }) => userId === undefined);
  return {
    ...snapshot,
    classes: plan.classes.map(({ id, name }, index) => ({ id: id ?? `made${index}`, name })),
    users: [
      ...snapshot.users.map((user) => applied(user, byId.get(user.id), plan)),
      ...created.map((change, index) => applied(newUser(index), change, plan)),
    ].map((user) => (gone.has(user.id) ? { ...user, isDeleted: true } : user)),
  };
}

function newUser(index: number): SnapshotUser {
  return userOf(index.toString(16).padStart(32, 'd'), '');
}

function applied(user: SnapshotUser, change: RowChange | undefined, { classes }: ImportPlan): SnapshotUser {
  if (change === undefined) return user;
  const names = (indexes: readonly number[]): string[] => indexes.map((index) => classes[index]?.name ?? '');
  const next = (held: readonly string[], more: readonly number[], less: readonly number[]): string[] => {
    const lost = new Set(names(less));
    return [...held.filter((name) => !lost.has(name)), ...names(more)];
  };
  const roles: FacilityRole[] = user.roles.filter((role) => change.role?.takes.includes(role) !== true);
  if (change.role?.gives !== undefined) roles.push(change.role.gives);
  return {
    ...user,
    ...Object.fromEntries(change.fields.map(({ field, to }) => [field, to])),
    username: change.username,
    userType: change.userType,
    isAdmin: roles.includes('admin'),
    roles,
    enrolledIn: next(user.enrolledIn, change.enrol, change.unenrol),
    assignedTo: next(user.assignedTo, change.assign, change.unassign),
    isDeleted: user.isDeleted && (change.effects & EFFECTS.restore) === 0,
  };
}
