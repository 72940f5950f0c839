import assert from 'node:assert/strict';
import { RunClock } from '../../../../src/core/roster/run/steps/runClock.ts';
import { stepsOf } from '../../../../src/core/roster/run/steps/stepsOf.ts';
import { changeOf, planOf } from './runPlans.ts';

describe('the clock of a run', () => {
  const steps = stepsOf(
    planOf({
      classes: [{ name: '7A' }],
      changes: Array.from({ length: 30 }, (_, row) =>
        changeOf({ row, username: `u${row}`, enrol: [0], hasPassword: true }),
      ),
    }),
  ).flatMap((phase) => phase.steps);

  it('does not take the first step, which is slow, for the pace of all', () => {
    let now = 0;
    const clock = new RunClock(steps, () => now);
    const left = steps.map((step, index) => {
      now += index === 0 ? 600 : 100;
      return clock.done(step).secondsLeft ?? Number.NaN;
    });
    // What is left is 3.1 s after the first step, and nothing at the end.
    assert.ok(left[0]! <= 6, `${left[0]} s after the first step`);
    assert.ok(
      left.every((seconds, index) => index === 0 || seconds <= left[index - 1]!),
      left.join(' '),
    );
    assert.equal(left.at(-1), 0);
  });

  it('follows the pace of a slow server', () => {
    let now = 0;
    const clock = new RunClock(steps, () => now);
    const left = steps.map((step) => {
      now += 1000;
      return clock.done(step).secondsLeft ?? Number.NaN;
    });
    assert.ok(left[15]! > 8, `${left[15]} s when half is done`);
  });
});
