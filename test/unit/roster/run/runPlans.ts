import type { RunChange, RunPlan } from '../../../../src/core/roster/run/record/runPlan.ts';

/** A row that does nothing but what is given. */
export function changeOf(change: Partial<RunChange>): RunChange {
  return {
    row: 1,
    effects: 0,
    username: 'ada',
    fullName: 'Ada',
    userType: 'LEARNER',
    fields: [],
    hasPassword: false,
    enrol: [],
    unenrol: [],
    assign: [],
    unassign: [],
    stillAssigned: [],
    ...change,
  };
}

/** A plan of one facility that does nothing but what is given. */
export function planOf(plan: Partial<RunPlan>): RunPlan {
  return {
    facility: { id: 'f', name: 'School' },
    classes: [],
    changes: [],
    removals: [],
    emptied: [],
    leftOut: [],
    regrouped: [],
    removedClasses: [],
    ...plan,
  };
}
