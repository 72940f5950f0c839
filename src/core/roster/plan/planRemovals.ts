import type { RosterSnapshot, SnapshotUser } from '../snapshot/rosterSnapshot.ts';
import type { ClassPlan } from './classPlan.ts';
import type { EmptiedClass, Removal } from './importPlan.ts';

/**
 * Whom and what the removals of an import concern: users whom no row names, and classes with learners that no row names. Admins,
 * superusers and the signed-in user stay (Kolibri protocol, section 6.5 F), and who is soft-deleted is not removed for good.
 */
export function planRemovals(
  { users, classes, callerId }: RosterSnapshot,
  named: ReadonlySet<SnapshotUser>,
  plan: ClassPlan,
  isAsked: boolean,
): { readonly removals: readonly Removal[]; readonly emptied: readonly EmptiedClass[] } {
  if (!isAsked) return { removals: [], emptied: [] };
  const left = users.filter((user) => !user.isDeleted && !named.has(user));
  const isKept = ({ id, isAdmin, isSuperuser }: SnapshotUser): boolean =>
    isAdmin || isSuperuser || id === callerId;
  const learned = new Set<string>();
  for (const { isDeleted, enrolledIn } of users)
    if (!isDeleted) for (const name of enrolledIn) learned.add(name);
  const staying = left.filter(isKept);
  return {
    removals: left
      .filter((user) => !isKept(user))
      .map(({ id, username, fullName }) => ({ userId: id, username, fullName })),
    emptied: classes
      .filter(({ name }, index) => !plan.isNamed(index) && learned.has(name))
      .map(({ id, name }) => ({
        id,
        name,
        members: staying.filter(({ enrolledIn }) => enrolledIn.includes(name)).map((user) => user.id),
      })),
  };
}
