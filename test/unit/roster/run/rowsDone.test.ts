import assert from 'node:assert/strict';
import { RowsDone } from '../../../../src/core/roster/run/outcome/rowsDone.ts';
import { stepsOf } from '../../../../src/core/roster/run/steps/stepsOf.ts';
import { changeOf, planOf } from './runPlans.ts';

describe('the rows of a run that have come to their end', () => {
  const plan = planOf({
    classes: [{ id: 'a', name: '7A' }],
    changes: [
      changeOf({ row: 2, username: 'ada', enrol: [0], hasPassword: true }),
      changeOf({ row: 5, userId: 'u', username: 'bob', unenrol: [0] }),
    ],
  });
  const steps = stepsOf(plan).flatMap((phase) => phase.steps);

  it('are those of which every step was done', () => {
    const rows = new RowsDone(plan, steps);
    const seen: string[] = [];
    for (const step of steps) {
      rows.settle(step, false);
      seen.push(`${step.kind} ${String(rows.markOf(2))} ${String(rows.markOf(5))}`);
    }
    assert.deepEqual(seen, ['create written undefined', 'enrol done undefined', 'unenrol done done']);
    assert.deepEqual([rows.written, rows.of], [2, 2]);
  });

  it('count one by one as their users are written, before the classes that they have together', () => {
    const many = planOf({
      classes: [{ id: 'a', name: '7A' }],
      changes: [0, 1, 2].map((row) => changeOf({ row, username: `u${row}`, enrol: [0], hasPassword: true })),
    });
    const all = stepsOf(many).flatMap((phase) => phase.steps);
    const rows = new RowsDone(many, all);
    const seen = all.map((step) => {
      rows.settle(step, false);
      return `${step.kind} ${rows.written} ${String(rows.areUsersWritten)} ${String(rows.markOf(2))}`;
    });
    assert.deepEqual(seen, [
      'create 1 false undefined',
      'create 2 false undefined',
      'create 3 true written',
      'enrol 3 true done',
    ]);
  });

  it('are marked as refused when one step was', () => {
    const rows = new RowsDone(plan, steps);
    for (const step of steps) rows.settle(step, step.kind === 'create');
    assert.deepEqual([rows.markOf(2), rows.markOf(5), rows.markOf(3)], ['refused', 'done', undefined]);
  });
});
