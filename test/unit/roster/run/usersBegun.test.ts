import assert from 'node:assert/strict';
import { stepsOf } from '../../../../src/core/roster/run/steps/stepsOf.ts';
import { usersBegun } from '../../../../src/core/roster/run/record/usersBegun.ts';
import { changeOf, planOf } from './runPlans.ts';

describe('the users that a run has begun', () => {
  it('are those whose creation is in the journal, but for those that were refused', () => {
    const plan = planOf({
      changes: [
        ...['ada', 'bob', 'cleo', 'dora'].map((username, row) =>
          changeOf({ row, username, hasPassword: true }),
        ),
        changeOf({ row: 5, userId: 'u', username: 'eve', hasPassword: true }),
      ],
    });
    const steps = stepsOf(plan).flatMap((phase) => phase.steps);
    const states = ['begun', 'done', 'failed', undefined, 'done'] as const;
    const stateById = new Map(steps.map(({ id }, at) => [id, states[at]]));
    const begun = usersBegun({
      plan,
      stateOf: (id) => {
        const state = stateById.get(id);
        return state && { state };
      },
    });
    assert.deepEqual([...begun], ['ada', 'bob']);
  });
});
