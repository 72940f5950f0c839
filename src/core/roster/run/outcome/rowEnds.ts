import { changesOfStep } from '../steps/changesOfStep.ts';
import type { RunBook } from '../record/runBook.ts';
import { stepsOf, userKey } from '../steps/stepsOf.ts';

/**
 * What the journal says of a row: every step of it was done; the server refused to write its user; some steps were not tried, or none
 * was; or a step was sent, and nobody knows what came of it.
 */
export type RowEnd = 'done' | 'refused' | 'partly' | 'untried' | 'unknown';

/** What became of the rows of a run. */
export type RowEnds = {
  /** Of each change of the plan, by its row. */
  readonly ends: ReadonlyMap<number, RowEnd>;
  /** The rows whose user is on the server as the row says, with its password. */
  readonly written: ReadonlySet<number>;
};

/**
 * What became of every row, by the journal: what is not in it was not done. A password cannot be read back, so that nothing else says
 * whether it was set. An array of roles or classes that was refused in part counts as tried: reading again shows who is in it.
 */
export function rowEnds({ plan, stateOf }: RunEndsOf): RowEnds {
  const { changes } = plan;
  const states = changes.map(() => new Set<StepEnd>());
  const byKey = new Map(changes.map((change, at) => [userKey(change, at), at]));
  const unwritten = new Set<number>();
  for (const step of stepsOf(plan).flatMap((phase) => phase.steps)) {
    const state = stateOf(step.id)?.state;
    const isOwn = step.kind === 'create' || step.kind === 'update' || step.kind === 'byServer';
    const end: StepEnd = state === 'failed' ? (isOwn ? 'refused' : 'done') : (state ?? 'untried');
    for (const at of changesOfStep(step, byKey)) {
      states[at]?.add(end);
      if (isOwn && end !== 'done') unwritten.add(at);
    }
  }
  return {
    ends: new Map(changes.map(({ row }, at) => [row, endOf(states[at] ?? new Set())])),
    written: new Set(changes.flatMap(({ row }, at) => (unwritten.has(at) ? [] : [row]))),
  };
}

type RunEndsOf = {
  readonly plan: RunBook['plan'];
  readonly stateOf: (stepId: string) => { readonly state: 'begun' | 'done' | 'failed' } | undefined;
};

type StepEnd = 'done' | 'refused' | 'untried' | 'begun';

function endOf(steps: ReadonlySet<StepEnd>): RowEnd {
  if (steps.has('refused')) return 'refused';
  if (steps.has('begun')) return 'unknown';
  if (!steps.has('untried')) return 'done';
  return steps.has('done') ? 'partly' : 'untried';
}
