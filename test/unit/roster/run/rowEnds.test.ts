import assert from 'node:assert/strict';
import { EFFECTS } from '../../../../src/core/roster/plan/effect.ts';
import { rowEnds } from '../../../../src/core/roster/run/outcome/rowEnds.ts';
import { changeOf, planOf } from './runPlans.ts';

describe('what became of the rows of a run, by its journal', () => {
  const plan = planOf({
    classes: [{ id: 'a', name: '7A' }],
    changes: [
      changeOf({ row: 1, username: 'ada', enrol: [0], hasPassword: true }),
      changeOf({ row: 2, userId: 'u', username: 'bob', effects: EFFECTS.restore, hasPassword: true }),
      changeOf({ row: 3, userId: 'v', username: 'cem', unenrol: [0] }),
    ],
  });
  const seen = (states: Readonly<Record<string, 'begun' | 'done' | 'failed'>>): unknown[] => {
    const { ends, written } = rowEnds({
      plan,
      stateOf: (step) => {
        const state = states[step];
        return state && { state };
      },
    });
    return [...ends.values(), [...written]];
  };

  it('is nothing where nothing was tried', () => {
    assert.deepEqual(seen({}), ['untried', 'untried', 'untried', [3]]);
  });

  it('is done only where every step is, and a password set only where its step is', () => {
    assert.deepEqual(seen({ 'user:0': 'done', 'restore:0': 'done' }), [
      'partly',
      'partly',
      'untried',
      [1, 3],
    ]);
    assert.deepEqual(
      seen({
        'user:0': 'done',
        'enrol:0': 'done',
        'restore:0': 'done',
        'user:1': 'failed',
        'unenrol:#0:0': 'done',
      }),
      ['done', 'refused', 'done', [1, 3]],
    );
  });

  it('is not known where a step was sent and nobody answered', () => {
    assert.deepEqual(seen({ 'restore:0': 'done', 'user:1': 'begun' }), [
      'untried',
      'unknown',
      'untried',
      [3],
    ]);
  });
});
