import assert from 'node:assert/strict';
import { frozenParts } from '../../../../src/core/roster/frozenParts.ts';
import { classTotals } from '../../../../src/core/roster/plan/classTotals.ts';
import { EFFECTS } from '../../../../src/core/roster/plan/effect.ts';
import { planImport } from '../../../../src/core/roster/plan/planImport.ts';
import { PlanTable } from '../../../../src/core/roster/plan/planTable.ts';
import type { RowFilter } from '../../../../src/core/roster/plan/rowFilter.ts';
import { Roster } from '../../../../src/core/roster/roster.ts';
import { ANN, BOB, fileOf, rowWith, snapshotOf, userOf } from '../madeRosters.ts';

const snapshot = snapshotOf([
  ...snapshotOf().users,
  userOf('d'.repeat(32), 'dora', { enrolledIn: ['Class A'] }),
]);
const text = fileOf(
  rowWith({
    UUID: ANN,
    USERNAME: 'anna',
    FULL_NAME: 'Ann Lee',
    PASSWORD: 'new',
    ENROLLED_IN: '"Class B,Class A"',
  }),
  '',
  rowWith({
    UUID: BOB,
    USERNAME: 'bob',
    FULL_NAME: 'bob',
    PASSWORD: '*',
    USER_TYPE: 'LEARNER',
    IDENTIFIER: 'B1',
    ASSIGNED_TO: 'Class B',
  }),
  rowWith({
    UUID: 'd'.repeat(32),
    USERNAME: 'dora',
    FULL_NAME: 'dora',
    PASSWORD: '*',
    ENROLLED_IN: 'class a',
  }),
  rowWith({ USERNAME: 'zoe', ENROLLED_IN: 'New' }),
  rowWith({ USERNAME: 'bad', GENDER: 'X' }),
);

function tableOf(content: string): { roster: Roster; table: PlanTable } {
  const roster = new Roster(content, { snapshot });
  roster.advance();
  const parts = frozenParts(roster.parts);
  assert.ok(parts.live);
  return { roster, table: new PlanTable(parts, planImport(parts, parts.live, { removes: false })) };
}

function found(table: PlanTable, filter: RowFilter): readonly number[] {
  const steps = table.find(filter);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return [...step.value];
}

describe('the table of a plan', () => {
  const { table } = tableOf(text);

  it('shows old and new of each row', () => {
    assert.deepEqual(table.rowAt(1), {
      row: 1,
      start: text.indexOf(ANN),
      effects: EFFECTS.rename | EFFECTS.update | EFFECTS.enrol,
      username: { now: 'anna', old: 'ann' },
      fullName: { now: 'Ann Lee', old: 'ann' },
      userType: { now: 'LEARNER' },
      classes: [
        { name: 'Class B', sign: '+', as: 'learner' },
        { name: 'Class A', sign: '', as: 'learner' },
      ],
      fields: [],
      hasNewPassword: true,
      isThere: false,
    });
    const bob = table.rowAt(2)!;
    assert.deepEqual(bob.userType, { now: 'LEARNER', old: 'CLASS_COACH' });
    assert.deepEqual(bob.classes, [{ name: 'Class B', sign: '-', as: 'coach' }]);
    assert.deepEqual(bob.fields, [{ field: 'identifier', from: '', to: 'B1' }]);
    assert.equal(table.rowAt(3)!.effects, 0);
    assert.deepEqual(table.rowAt(4)!.fields, [], 'what is new is no change');
    assert.equal(table.rowAt(4)!.hasNewPassword, false);
    assert.deepEqual(table.rowAt(5)!.problem, { kind: 'finding', code: 'gender-invalid' });
    assert.equal(table.rowAt(6), undefined);
    assert.equal(table.rowAt(0), undefined);
  });

  it('finds rows by effect, class and text', () => {
    assert.deepEqual(found(table, {}), [1, 2, 3, 4, 5]);
    assert.deepEqual(found(table, { effects: EFFECTS.create | EFFECTS.rename }), [1, 4]);
    assert.deepEqual(found(table, { effects: 'unchanged' }), [3]);
    assert.deepEqual(found(table, { effects: EFFECTS.problem }), [5]);
    assert.deepEqual(found(table, { classIndex: 0 }), [1, 3]);
    assert.deepEqual(found(table, { classIndex: 1 }), [1, 2]);
    assert.deepEqual(found(table, { text: ' ANN ' }), [1]);
    assert.deepEqual(found(table, { text: 'b1' }), [2]);
    assert.deepEqual(found(table, { text: 'new' }), [4], 'no password is searched');
    assert.deepEqual(found(table, { classIndex: 0, effects: EFFECTS.rename, text: 'x' }), []);
  });

  it('leads from the text to the rows and back', () => {
    for (const [row, id] of [
      [1, ANN],
      [2, BOB],
      [3, 'dora'],
    ] as const) {
      assert.equal(table.rowOf(text.indexOf(id) + 3), row);
      assert.equal(text.slice(table.startOf(row)).startsWith(row === 3 ? 'd'.repeat(32) : id), true);
    }
    assert.equal(table.rowOf(3), undefined);
    assert.equal(table.rowOf(text.length), 5);
  });

  it('stays what it was while the roster is edited', () => {
    const { roster, table: kept } = tableOf(text);
    const before = kept.rowAt(4);
    roster.edit(text.indexOf('zoe'), text.indexOf('zoe') + 3, 'zora');
    roster.setContext({});
    assert.deepEqual(kept.rowAt(4), before);
    assert.deepEqual(found(kept, { text: 'zoe' }), [4, 5]);
  });

  it('leads to every row of a long file', () => {
    const rows = Array.from({ length: 2000 }, (_, i) =>
      rowWith({ USERNAME: `u${i}`, FULL_NAME: 'n'.repeat(40) }),
    );
    const long = tableOf(fileOf(...rows)).table;
    for (let i = 0; i < rows.length; i++) {
      assert.equal(long.rowAt(i + 1)?.username.now, `u${i}`);
      assert.equal(long.rowOf(long.startOf(i + 1)!), i + 1);
    }
    assert.equal(found(long, {}).length, 2000);
  });
});

describe('the totals of classes', () => {
  it('count who is there before and after', () => {
    const { table } = tableOf(text);
    assert.deepEqual(classTotals(table.plan, snapshot), [
      { learners: { before: 2, after: 2 }, coaches: { before: 0, after: 0 }, isEmptied: false },
      { learners: { before: 0, after: 1 }, coaches: { before: 1, after: 0 }, isEmptied: false },
      { learners: { before: 0, after: 0 }, coaches: { before: 0, after: 0 }, isEmptied: false },
      { learners: { before: 0, after: 1 }, coaches: { before: 0, after: 0 }, isEmptied: false },
    ]);
  });
});
