import { changesOfStep } from '../steps/changesOfStep.ts';
import type { RunBook } from './runBook.ts';
import { stepsOf } from '../steps/stepsOf.ts';

/** The names of the new users that a run has made, or has sent and knows no more of, by its journal. */
export function usersBegun({ plan, stateOf }: UsersBegunOf): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of stepsOf(plan).flatMap(({ steps }) => steps)) {
    if (step.kind !== 'create' && step.kind !== 'byServer') continue;
    const state = stateOf(step.id)?.state;
    if (state !== 'begun' && state !== 'done') continue;
    for (const at of changesOfStep(step, new Map())) {
      const change = plan.changes[at];
      if (change !== undefined && change.userId === undefined) names.add(change.username);
    }
  }
  return names;
}

type UsersBegunOf = {
  readonly plan: RunBook['plan'];
  readonly stateOf: (stepId: string) => { readonly state: 'begun' | 'done' | 'failed' } | undefined;
};
