import type { RosterSnapshot } from '../snapshot/rosterSnapshot.ts';
import type { ImportPlan } from './importPlan.ts';

/** How many learn in a class and coach it, before an import and after it; soft-deleted users are not counted. */
export type ClassTotals = {
  readonly learners: { readonly before: number; readonly after: number };
  readonly coaches: { readonly before: number; readonly after: number };
  readonly isEmptied: boolean;
};

/** The totals of each class of a plan, in its order. */
export function classTotals(plan: ImportPlan, { users }: RosterSnapshot): readonly ClassTotals[] {
  const gone = new Set(plan.removals.map(({ userId }) => userId));
  const emptied = new Map(plan.emptied.map(({ id, members }) => [id, members.length]));
  const learners = new Tally();
  const coaches = new Tally();
  for (const { id, isDeleted, enrolledIn, assignedTo } of users) {
    if (isDeleted) continue;
    learners.add(enrolledIn, gone.has(id));
    coaches.add(assignedTo, gone.has(id));
  }
  return plan.classes.map(({ id, name, enrol, unenrol, assign, unassign }) => {
    const leaving = id === undefined ? undefined : emptied.get(id);
    const learned = learners.before.get(name) ?? 0;
    const coached = coaches.before.get(name) ?? 0;
    return {
      learners: {
        before: learned,
        after: learned + enrol - unenrol - (learners.gone.get(name) ?? 0) - (leaving ?? 0),
      },
      coaches: { before: coached, after: coached + assign - unassign - (coaches.gone.get(name) ?? 0) },
      isEmptied: leaving !== undefined,
    };
  });
}

class Tally {
  readonly before = new Map<string, number>();
  readonly gone = new Map<string, number>();

  add(names: readonly string[], isGone: boolean): void {
    for (const name of names) {
      this.before.set(name, (this.before.get(name) ?? 0) + 1);
      if (isGone) this.gone.set(name, (this.gone.get(name) ?? 0) + 1);
    }
  }
}
