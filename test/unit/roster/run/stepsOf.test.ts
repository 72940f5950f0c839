import assert from 'node:assert/strict';
import type { RunChange, RunPlan } from '../../../../src/core/roster/run/record/runPlan.ts';
import type { RunStep } from '../../../../src/core/roster/run/steps/runStep.ts';
import { EFFECTS } from '../../../../src/core/roster/plan/effect.ts';
import { renameSteps } from '../../../../src/core/roster/run/steps/renameSteps.ts';
import { stepsOf } from '../../../../src/core/roster/run/steps/stepsOf.ts';
import { changeOf, planOf } from './runPlans.ts';

const all = (plan: RunPlan): readonly RunStep[] => stepsOf(plan).flatMap(({ steps }) => steps);
const kinds = (plan: RunPlan): readonly string[] => all(plan).map(({ kind }) => kind);

describe('stepsOf', () => {
  it('begins with what others build on and ends with those who go', () => {
    const plan = planOf({
      classes: [{ id: 'c', name: 'Old' }, { name: 'New' }],
      changes: [
        changeOf({ effects: EFFECTS.create, enrol: [1], hasPassword: true }),
        changeOf({
          userId: 'u',
          effects: EFFECTS.restore | EFFECTS.rename,
          oldUsername: 'old',
          unenrol: [0],
          role: { from: 'CLASS_COACH', takes: ['classroom assignable coach'], gives: ['coach'] },
          stillAssigned: [0],
        }),
      ],
      removals: [{ userId: 'x', username: 'x', fullName: '' }],
    });
    assert.deepEqual(kinds(plan), [
      'createClass',
      'restore',
      'rename',
      'create',
      'giveRoles',
      'takeRole',
      // What the lost role took with it.
      'assign',
      'enrol',
      'unenrol',
      'remove',
    ]);
  });

  it('makes the same steps of the same plan, each with an id of its own', () => {
    const changes = Array.from({ length: 250 }, (_, at) =>
      changeOf({ row: at + 1, username: `u${at}`, enrol: [at % 2], hasPassword: true }),
    );
    const plan = planOf({ classes: [{ id: 'a', name: 'A' }, { name: 'B' }], changes });
    const ids = all(plan).map(({ id }) => id);
    assert.deepEqual(
      ids,
      all(structuredClone(plan)).map(({ id }) => id),
    );
    assert.equal(new Set(ids).size, ids.length);
    const ties = all(plan).flatMap((step) => (step.kind === 'enrol' ? step.ties : []));
    assert.equal(ties.length, 250);
    assert.ok(all(plan).every((step) => step.kind !== 'enrol' || step.ties.length <= 100));
  });

  it('leaves the values of rows that REST refuses to the server’s import, and the rest to later steps', () => {
    const plan = planOf({
      classes: [{ id: 'a', name: 'A' }],
      changes: [changeOf({ effects: EFFECTS.create | EFFECTS.byServer, enrol: [0], hasPassword: true })],
    });
    assert.deepEqual(kinds(plan), ['byServer', 'enrol']);
  });

  it('does nothing for a user of whom only the classes change, but to the classes', () => {
    const plan = planOf({
      classes: [{ id: 'a', name: 'A' }],
      changes: [changeOf({ userId: 'u', enrol: [0] })],
    });
    assert.deepEqual(kinds(plan), ['enrol']);
  });
});

describe('renameSteps', () => {
  /** Carries renames out and fails where a name is not free, as the server does. */
  const carried = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> => {
    const changes = pairs.map(([oldUsername, username]): RunChange =>
      changeOf({ userId: `id of ${oldUsername}`, oldUsername, username }),
    );
    const names = new Map(pairs.map(([from]) => [`id of ${from}`, from]));
    for (const step of renameSteps(changes)) {
      if (step.kind !== 'rename') throw new Error(step.kind);
      for (const [user, name] of names)
        assert.ok(
          user === step.user || name.toLowerCase() !== step.to.toLowerCase(),
          `${step.to} is not free`,
        );
      names.set(step.user, step.to);
    }
    return names;
  };

  for (const [what, pairs] of [
    [
      'a chain',
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
      ],
    ],
    [
      'a chain from its end',
      [
        ['c', 'd'],
        ['b', 'c'],
        ['a', 'b'],
      ],
    ],
    [
      'a swap',
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
    ],
    [
      'a circle of three and a case alone',
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['d', 'D'],
      ],
    ],
    [
      'a swap in other cases',
      [
        ['Ann', 'BOB'],
        ['bob', 'ann'],
      ],
    ],
  ] as const)
    it(`finds an order for ${what}`, () => {
      const names = carried(pairs);
      for (const [from, to] of pairs) assert.equal(names.get(`id of ${from}`), to);
    });

  it('finds one for any permutation', () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state % below;
    };
    for (let round = 0; round < 200; round += 1) {
      const names = Array.from({ length: 8 }, (_, at) => `n${at}`);
      const targets = [...names];
      for (let at = targets.length - 1; at > 0; at -= 1) {
        const other = random(at + 1);
        [targets[at], targets[other]] = [targets[other]!, targets[at]!];
      }
      const pairs = names.flatMap((from, at) =>
        targets[at] === from ? [] : [[from, targets[at]!] as const],
      );
      const after = carried(pairs);
      for (const [from, to] of pairs) assert.equal(after.get(`id of ${from}`), to);
    }
  });
});
