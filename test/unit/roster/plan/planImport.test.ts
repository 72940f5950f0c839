import assert from 'node:assert/strict';
import { EFFECTS, type Effect } from '../../../../src/core/roster/plan/effect.ts';
import { applyEdits } from '../../../../src/core/roster/fixes/fixMany.ts';
import { giveIds } from '../../../../src/core/roster/plan/giveIds.ts';
import type { ImportPlan, RowChange } from '../../../../src/core/roster/plan/importPlan.ts';
import { problemPlace, THERE, UNCHANGED } from '../../../../src/core/roster/plan/places.ts';
import { planImport } from '../../../../src/core/roster/plan/planImport.ts';
import { Roster } from '../../../../src/core/roster/roster.ts';
import type { SnapshotUser } from '../../../../src/core/roster/snapshot/rosterSnapshot.ts';
import { ANN, BOB, fileOf, GHOST, rowWith, snapshotOf, userOf } from '../madeRosters.ts';
import { planOf } from './planOf.ts';

const ann = { UUID: ANN, USERNAME: 'ann', FULL_NAME: 'ann', PASSWORD: '*', ENROLLED_IN: 'Class A' };
const bob = {
  UUID: BOB,
  USERNAME: 'bob',
  FULL_NAME: 'bob',
  PASSWORD: '*',
  USER_TYPE: 'CLASS_COACH',
  ASSIGNED_TO: 'Class B',
};

function namesOf({ effects }: RowChange): string {
  const names = (Object.keys(EFFECTS) as Effect[]).filter((name) => (effects & EFFECTS[name]) !== 0);
  return names.join(' ');
}

/** The only change of a plan, with the names of its classes. */
function only(plan: ImportPlan): { change: RowChange; effects: string; classes: Record<string, string[]> } {
  assert.deepEqual(plan.problems, []);
  assert.equal(plan.changes.length, 1);
  const change = plan.changes[0]!;
  const names = (indexes: readonly number[]): string[] => indexes.map((index) => plan.classes[index]!.name);
  const { enrol, unenrol, assign, unassign, stillAssigned } = change;
  return {
    change,
    effects: namesOf(change),
    classes: {
      enrol: names(enrol),
      unenrol: names(unenrol),
      assign: names(assign),
      unassign: names(unassign),
      stillAssigned: names(stillAssigned),
    },
  };
}

const annIs = (more: Partial<SnapshotUser>): SnapshotUser =>
  userOf(ANN, 'ann', { enrolledIn: ['Class A'], ...more });

describe('the plan of an import', () => {
  it('leaves alone what the file leaves alone', () => {
    const plan = planOf(fileOf(rowWith(ann), '', rowWith(bob)), snapshotOf());
    assert.deepEqual(plan.changes, []);
    assert.deepEqual([...plan.places], [-1, -1]);
    assert.equal(plan.counts.unchanged, 2);
    assert.equal(plan.rows, 2);
  });

  it('creates a user with all that the row says, and the classes that are not there', () => {
    const row = rowWith({
      FULL_NAME: ' Zoe Zed ',
      IDENTIFIER: 's-1',
      BIRTH_YEAR: '2001',
      GENDER: 'female',
      USER_TYPE: 'class_coach',
      ENROLLED_IN: '"class a, New "',
      ASSIGNED_TO: 'new',
    });
    const plan = planOf(fileOf(row), snapshotOf());
    const { change, effects, classes } = only(plan);
    assert.equal(effects, 'create enrol assign');
    assert.equal(change.userId, undefined);
    assert.equal(change.password, 'secret');
    assert.equal(change.fullName, 'Zoe Zed');
    assert.deepEqual(
      change.fields.map(({ field, to }) => [field, to]),
      [
        ['fullName', 'Zoe Zed'],
        ['identifier', 'S-1'],
        ['birthYear', '2001'],
        ['gender', 'FEMALE'],
      ],
    );
    assert.deepEqual(change.role, { from: 'LEARNER', takes: [], gives: 'classroom assignable coach' });
    assert.deepEqual(classes['enrol'], ['Class A', 'New']);
    assert.deepEqual(classes['assign'], ['New']);
    assert.deepEqual(plan.classes.at(-1), {
      id: undefined,
      name: 'New',
      enrol: 1,
      unenrol: 0,
      assign: 1,
      unassign: 0,
    });
    assert.equal(plan.counts.createClass, 1);
  });

  it('spells a new class as the first learner does, else as the first coach', () => {
    const coach = { USERNAME: 'c', USER_TYPE: 'CLASS_COACH', ASSIGNED_TO: 'new class' };
    const learners = [
      { USERNAME: 'l', ENROLLED_IN: 'New Class' },
      { USERNAME: 'm', ENROLLED_IN: 'NEW CLASS' },
    ];
    const last = (...rows: Parameters<typeof rowWith>[0][]): string | undefined =>
      planOf(fileOf(...rows.map(rowWith)), snapshotOf()).classes.at(-1)?.name;
    assert.equal(last(coach, ...learners), 'New Class');
    assert.equal(last(coach), 'new class');
  });

  it('moves a user from class to class, though nothing else of it changes', () => {
    const { effects, classes, change } = only(
      planOf(fileOf(rowWith({ ...ann, ENROLLED_IN: 'CLASS B' })), snapshotOf()),
    );
    assert.equal(effects, 'enrol unenrol');
    assert.deepEqual([classes['enrol'], classes['unenrol']], [['Class B'], ['Class A']]);
    assert.equal(change.password, undefined);
    assert.deepEqual(change.fields, []);
  });

  it('takes somebody out of all classes where the cell is empty', () => {
    const { effects, classes } = only(planOf(fileOf(rowWith({ ...ann, ENROLLED_IN: '' })), snapshotOf()));
    assert.equal(effects, 'unenrol');
    assert.deepEqual(classes['unenrol'], ['Class A']);
  });

  it('makes a coach a learner, without role and classes, whatever ASSIGNED_TO says', () => {
    const { effects, change, classes } = only(
      planOf(fileOf(rowWith({ ...bob, USER_TYPE: 'LEARNER' })), snapshotOf()),
    );
    assert.equal(effects, 'role unassign');
    assert.deepEqual(change.role, {
      from: 'CLASS_COACH',
      takes: ['classroom assignable coach'],
      gives: undefined,
    });
    assert.deepEqual(classes['unassign'], ['Class B']);
  });

  it('keeps in mind the classes that a change of role would take along', () => {
    const { effects, change, classes } = only(
      planOf(fileOf(rowWith({ ...bob, USER_TYPE: 'FACILITY_COACH' })), snapshotOf()),
    );
    assert.equal(effects, 'role');
    assert.deepEqual(change.role, {
      from: 'CLASS_COACH',
      takes: ['classroom assignable coach'],
      gives: 'coach',
    });
    assert.deepEqual(classes['stillAssigned'], ['Class B']);
  });

  it('changes no role where the file names one of several', () => {
    const users = [
      userOf(BOB, 'bob', { userType: 'FACILITY_COACH', roles: ['coach', 'classroom assignable coach'] }),
    ];
    const of = (type: string): number =>
      planOf(fileOf(rowWith({ ...bob, USER_TYPE: type, ASSIGNED_TO: '' })), snapshotOf(users)).counts.role;
    assert.deepEqual(['FACILITY_COACH', 'CLASS_COACH', 'LEARNER', 'ADMIN'].map(of), [0, 0, 1, 1]);
  });

  it('renames by the database ID, be it by case alone', () => {
    for (const name of ['anna', 'Ann']) {
      const { effects, change } = only(planOf(fileOf(rowWith({ ...ann, USERNAME: name })), snapshotOf()));
      assert.equal(effects, 'rename');
      assert.deepEqual([change.oldUsername, change.username], ['ann', name]);
    }
  });

  it('lets two users swap names', () => {
    const plan = planOf(
      fileOf(rowWith({ ...ann, USERNAME: 'bob' }), rowWith({ ...bob, USERNAME: 'ann' })),
      snapshotOf(),
    );
    assert.deepEqual(plan.problems, []);
    assert.equal(plan.counts.rename, 2);
  });

  it('refuses a name that somebody keeps, alive or soft-deleted, or that REST refuses', () => {
    const reason = (name: string): unknown => {
      const plan = planOf(
        fileOf(rowWith({ ...bob, FULL_NAME: 'Bobby' }), rowWith({ ...ann, USERNAME: name }), rowWith({})),
        snapshotOf([...snapshotOf().users, userOf('d'.repeat(32), 'dora')]),
      );
      assert.deepEqual([...plan.places], [0, problemPlace(0), 1]);
      assert.deepEqual(
        plan.changes.map(({ row }) => row),
        [1, 3],
      );
      return plan.problems[0]!.reason;
    };
    assert.deepEqual(reason('DORA'), { kind: 'nameTaken', username: 'DORA', isDeleted: false });
    assert.deepEqual(reason('ghost'), { kind: 'nameTaken', username: 'ghost', isDeleted: true });
    const long = 'n'.repeat(31);
    assert.deepEqual(reason(long), { kind: 'nameRefused', username: long });
  });

  it('lets a soft-deleted user whom the file names live again', () => {
    const ghost = { UUID: GHOST, USERNAME: 'ghost', FULL_NAME: 'ghost', PASSWORD: '*' };
    assert.equal(only(planOf(fileOf(rowWith(ghost)), snapshotOf())).effects, 'restore');
    const twin = userOf('e'.repeat(32), 'Ghost');
    const plan = planOf(fileOf(rowWith(ghost)), snapshotOf([...snapshotOf().users, twin]));
    assert.deepEqual(plan.problems[0]?.reason, { kind: 'nameTaken', username: 'ghost', isDeleted: false });
  });

  it('keeps the password for *, and takes any other as a change', () => {
    const { effects, change } = only(planOf(fileOf(rowWith({ ...ann, PASSWORD: 'new' })), snapshotOf()));
    assert.equal(effects, 'update');
    assert.equal(change.password, 'new');
    assert.deepEqual(change.fields, []);
  });

  it('clears what an empty cell clears, and keeps what no export writes', () => {
    const fieldsOf = (stored: Partial<SnapshotUser>, cells: Parameters<typeof rowWith>[0]): unknown =>
      planOf(fileOf(rowWith({ ...ann, ...cells })), snapshotOf([annIs(stored)])).changes[0]?.fields ?? [];
    assert.deepEqual(fieldsOf({ identifier: 'S1' }, {}), [{ field: 'identifier', from: 'S1', to: '' }]);
    assert.deepEqual(fieldsOf({ gender: 'MALE', birthYear: '2000' }, {}), [
      { field: 'birthYear', from: '2000', to: '' },
      { field: 'gender', from: 'MALE', to: '' },
    ]);
    assert.deepEqual(fieldsOf({ gender: 'NOT_SPECIFIED', birthYear: 'DEFERRED' }, {}), []);
    assert.deepEqual(fieldsOf({ gender: 'NOT_SPECIFIED' }, { GENDER: 'DEFERRED' }), [
      { field: 'gender', from: 'NOT_SPECIFIED', to: '' },
    ]);
    assert.deepEqual(fieldsOf({ identifier: 'abc' }, { IDENTIFIER: 'abc' }), []);
    assert.deepEqual(fieldsOf({ identifier: 'ABC' }, { IDENTIFIER: ' abc' }), []);
    assert.deepEqual(fieldsOf({ fullName: '-Ann' }, { FULL_NAME: "'-Ann" }), []);
    assert.deepEqual(fieldsOf({ fullName: 'Ann ' }, { FULL_NAME: 'Ann ' }), []);
    assert.deepEqual(fieldsOf({ fullName: 'Ann ' }, { FULL_NAME: 'Ann' }), [
      { field: 'fullName', from: 'Ann ', to: 'Ann' },
    ]);
  });

  it('marks the rows that only the server would accept', () => {
    const isMarked = (cells: Parameters<typeof rowWith>[0]): boolean =>
      planOf(fileOf(rowWith(cells)), snapshotOf()).counts.byServer === 1;
    for (const cells of [
      { USERNAME: 'n'.repeat(31) },
      { FULL_NAME: 'n'.repeat(121) },
      { BIRTH_YEAR: '3001' },
      { IDENTIFIER: 'ß'.repeat(33) },
      { PASSWORD: ' ' },
      { ...ann, FULL_NAME: 'n'.repeat(121) },
    ])
      assert.ok(isMarked(cells), JSON.stringify(cells));
    assert.ok(!isMarked({ USERNAME: '😀'.repeat(30), BIRTH_YEAR: '3000', IDENTIFIER: 'ß'.repeat(32) }));
  });

  it('makes a problem of each row with an error, and of a second one about the same user', () => {
    const plan = planOf(
      fileOf(
        rowWith({ GENDER: 'X' }),
        rowWith({}),
        rowWith({ USERNAME: 'ZOE' }),
        rowWith(ann),
        rowWith({ ...ann, USERNAME: 'other' }),
        rowWith({ UUID: '9'.repeat(32), USERNAME: 'u9' }),
      ),
      snapshotOf(),
    );
    assert.deepEqual(
      plan.problems.map(({ row, reason }) => [row, reason.kind === 'finding' ? reason.code : reason.kind]),
      [
        [1, 'gender-invalid'],
        [3, 'username-duplicate'],
        [5, 'database-id-repeated'],
        [6, 'database-id-unknown'],
      ],
    );
    assert.deepEqual(
      [...plan.places],
      [problemPlace(0), 0, problemPlace(1), UNCHANGED, problemPlace(2), problemPlace(3)],
    );
    assert.deepEqual([plan.counts.problem, plan.counts.create, plan.counts.unchanged], [4, 1, 1]);
  });

  it('does not let the signed-in user give up the role that the import needs', () => {
    const me = userOf(ANN, 'ann', { userType: 'ADMIN', isAdmin: true, roles: ['admin'] });
    const snapshot = { ...snapshotOf([me]), callerId: ANN };
    const plan = planOf(fileOf(rowWith({ ...ann, ENROLLED_IN: '' })), snapshot);
    assert.deepEqual(plan.problems[0]?.reason, { kind: 'ownRole' });
  });

  it('does nothing with a row without database ID whose user is there as the row says, and with nothing less', () => {
    const there = { USERNAME: 'ann', FULL_NAME: 'ann', ENROLLED_IN: 'CLASS A' };
    const text = fileOf(rowWith(there), rowWith({}));
    const plan = planOf(text, snapshotOf(), true);
    assert.deepEqual([...plan.places], [THERE, 0]);
    assert.deepEqual([plan.counts.there, plan.counts.create, plan.counts.unchanged], [1, 1, 0]);
    assert.ok(!plan.removals.some(({ username }) => username === 'ann'), 'the row names her');
    assert.deepEqual(
      plan.emptied.map(({ name }) => name),
      [],
      'the row names her class',
    );
    for (const other of [
      { USERNAME: 'ANN' },
      { FULL_NAME: 'Ann' },
      { IDENTIFIER: '1' },
      { ENROLLED_IN: '' },
      { ENROLLED_IN: '"Class A,Class B"' },
      { ENROLLED_IN: 'Class B' },
      { USER_TYPE: 'CLASS_COACH' },
    ])
      assert.deepEqual(
        planOf(fileOf(rowWith({ ...there, ...other })), snapshotOf()).problems.map(({ reason }) => reason),
        [{ kind: 'finding', code: 'username-taken' }],
        JSON.stringify(other),
      );
    const coach = { USERNAME: 'bob', FULL_NAME: 'bob', USER_TYPE: 'class_coach', ASSIGNED_TO: 'Class B' };
    assert.deepEqual([...planOf(fileOf(rowWith(coach)), snapshotOf()).places], [THERE]);
    assert.equal(planOf(fileOf(rowWith({ ...coach, ASSIGNED_TO: '' })), snapshotOf()).problems.length, 1);
  });

  it('calls what an interrupted import has begun no problem', () => {
    const text = fileOf(rowWith({ USERNAME: 'ann', FULL_NAME: 'ann' }), rowWith({ USERNAME: 'bob' }));
    const roster = new Roster(text, { snapshot: snapshotOf() });
    roster.advance();
    const { live } = roster.parts;
    assert.ok(live);
    const plan = planImport(roster.parts, live, { removes: false, begun: new Set(['ann']) });
    assert.deepEqual([...plan.places], [THERE, problemPlace(0)]);
  });

  it('gives the IDs of those who are there, so that the file can change them', () => {
    const roster = new Roster(
      `\ufeff${fileOf(rowWith({}), rowWith({ USERNAME: '"ann"', FULL_NAME: 'ann', ENROLLED_IN: 'Class A' }))}`,
      { snapshot: snapshotOf() },
    );
    roster.advance();
    const text = applyEdits(roster.text, giveIds(roster.parts));
    assert.equal(
      text,
      `\ufeff${fileOf(rowWith({}), rowWith({ UUID: ANN, USERNAME: '"ann"', FULL_NAME: 'ann', ENROLLED_IN: 'Class A' }))}`,
    );
    assert.deepEqual(planOf(text, snapshotOf()).problems, []);
  });

  it('knows nothing but the problem of a file that is refused as a whole', () => {
    const plan = planOf('UUID,USERNAME\r\n,zoe\r\n', snapshotOf(), true);
    assert.ok(plan.fileProblems.includes('header-missing-column'));
    assert.deepEqual([plan.rows, plan.changes, plan.removals], [0, [], []]);
  });

  it('says where each row is in the file', () => {
    const text = `\ufeff${fileOf(rowWith(ann), rowWith({}))}`;
    const { change } = only(planOf(text, snapshotOf()));
    assert.equal(text.slice(change.start).split('\r\n')[0], rowWith({}));
    assert.equal(change.row, 2);
  });
});

describe('the removals of a plan', () => {
  const admin = userOf('1'.repeat(32), 'admin', { userType: 'ADMIN', isAdmin: true, roles: ['admin'] });
  const root = userOf('2'.repeat(32), 'root', { isSuperuser: true, enrolledIn: ['Class B'] });
  const me = userOf('3'.repeat(32), 'me');
  const snapshot = { ...snapshotOf([...snapshotOf().users, admin, root, me]), callerId: me.id };

  it('are those whom no row names, but admins, superusers and whoever is signed in', () => {
    const plan = planOf(fileOf(rowWith({ ...ann, GENDER: 'X' })), snapshot, true);
    assert.deepEqual(plan.removals, [{ userId: BOB, username: 'bob', fullName: 'bob' }]);
    assert.equal(plan.counts.remove, 1);
  });

  it('are not those whose name a row without a database ID has, as after the import that created them', () => {
    const rows = [rowWith(ann), rowWith({ ...ann, UUID: '', USERNAME: 'BOB', PASSWORD: 'secret-1' })];
    const plan = planOf(fileOf(...rows), snapshot, true);
    assert.deepEqual([plan.problems.length, plan.removals], [1, []]);
  });

  it('empty the classes that no row names and that have learners', () => {
    const plan = planOf(fileOf(rowWith({ ...ann, ENROLLED_IN: 'New' })), snapshot, true);
    assert.deepEqual(
      plan.emptied.map(({ name, members }) => [name, members]),
      [
        ['Class A', []],
        ['Class B', [root.id]],
      ],
    );
  });

  it('are none without being asked for, and none for a file without rows', () => {
    assert.deepEqual(planOf(fileOf(rowWith(ann)), snapshot).removals, []);
    const empty = planOf(fileOf(), snapshot, true);
    assert.deepEqual([empty.removals, empty.emptied], [[], []]);
  });
});
