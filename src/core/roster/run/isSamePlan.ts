import type { ImportPlan } from '../plan/importPlan.ts';

/** Whether two plans do the same, whenever their snapshots were taken: else the one that was shown has gone stale. */
export function isSamePlan(shown: ImportPlan, fresh: ImportPlan): boolean {
  return (
    shown.facility.id === fresh.facility.id &&
    shown.rows === fresh.rows &&
    sameItems(shown.changes, fresh.changes) &&
    sameItems(shown.removals, fresh.removals) &&
    sameItems(shown.emptied, fresh.emptied) &&
    sameItems(shown.problems, fresh.problems) &&
    sameItems(
      shown.classes.map(({ id, name }) => ({ id, name })),
      fresh.classes.map(({ id, name }) => ({ id, name })),
    )
  );
}

/** One by one: a plan as one text could be longer than a text may be. */
function sameItems(shown: readonly unknown[], fresh: readonly unknown[]): boolean {
  return (
    shown.length === fresh.length &&
    shown.every((item, at) => JSON.stringify(item) === JSON.stringify(fresh[at]))
  );
}
