import type { ImportPlan } from '../plan/importPlan.ts';

/** Items that are compared before others have their turn. */
const STEP = 500;

/** Whether two plans do the same, whenever their snapshots were taken: else the one that was shown has gone stale. */
export function isSamePlan(shown: ImportPlan, fresh: ImportPlan): boolean {
  const steps = samePlanSteps(shown, fresh);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** {@link isSamePlan} in steps: a plan can be as long as a file. */
export function* samePlanSteps(shown: ImportPlan, fresh: ImportPlan): Generator<undefined, boolean> {
  if (shown.facility.id !== fresh.facility.id || shown.rows !== fresh.rows) return false;
  const classes = ({ classes: all }: ImportPlan): readonly unknown[] =>
    all.map(({ id, name }) => ({ id, name }));
  for (const [before, now] of [
    [shown.changes, fresh.changes],
    [shown.removals, fresh.removals],
    [shown.emptied, fresh.emptied],
    [shown.problems, fresh.problems],
    [shown.fileProblems, fresh.fileProblems],
    [classes(shown), classes(fresh)],
  ] as const)
    if (!(yield* sameItems(before, now))) return false;
  return true;
}

/** One by one: a plan as one text could be longer than a text may be. */
function* sameItems(shown: readonly unknown[], fresh: readonly unknown[]): Generator<undefined, boolean> {
  if (shown.length !== fresh.length) return false;
  for (const [at, item] of shown.entries()) {
    if (JSON.stringify(item) !== JSON.stringify(fresh[at])) return false;
    if (at % STEP === STEP - 1) yield;
  }
  return true;
}
