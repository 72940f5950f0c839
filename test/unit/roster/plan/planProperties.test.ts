import assert from 'node:assert/strict';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { COLUMNS } from '../../../../src/core/roster/header/column.ts';
import type {
  FacilityRole,
  RosterSnapshot,
  SnapshotUser,
} from '../../../../src/core/roster/snapshot/rosterSnapshot.ts';
import { USER_TYPES, type UserType } from '../../../../src/core/roster/values/userType.ts';
import { snapshotOf } from '../madeRosters.ts';
import { appliedPlan } from './appliedPlan.ts';
import { planOf } from './planOf.ts';

const CLASSES = ['1A', 'class b', 'Class B', "=SUM'", 'Übung'];
const ROLES: Readonly<Record<UserType, FacilityRole | undefined>> = {
  LEARNER: undefined,
  CLASS_COACH: 'classroom assignable coach',
  FACILITY_COACH: 'coach',
  ADMIN: 'admin',
};
const classes = fc.subarray(CLASSES);
const fields = {
  fullName: fc.constantFrom('Ada', ' Ada ', '-Ada', '=1+1', "O'Neil", 'é', ''),
  identifier: fc.constantFrom('', 'abc', 'ABC', '007', '+1'),
  birthYear: fc.constantFrom('', '2001', 'NOT_SPECIFIED', 'DEFERRED'),
  gender: fc.constantFrom('', 'MALE', 'FEMALE', 'NOT_SPECIFIED', 'DEFERRED'),
};
const user = fc.record({
  ...fields,
  userType: fc.constantFrom(...USER_TYPES.filter((type) => type !== 'ADMIN')),
  enrolledIn: classes,
  assignedTo: classes,
  isDeleted: fc.boolean(),
});

function made(
  users: readonly Omit<SnapshotUser, 'id' | 'username' | 'isAdmin' | 'isSuperuser' | 'roles'>[],
): RosterSnapshot {
  return snapshotOf(
    users.map((one, index) => {
      const role = ROLES[one.userType];
      return {
        ...one,
        id: index.toString(16).padStart(32, 'a'),
        username: `user_${index}`,
        isAdmin: false,
        isSuperuser: false,
        roles: role === undefined ? [] : [role],
        assignedTo: one.userType === 'LEARNER' ? [] : one.assignedTo,
      };
    }),
    CLASSES,
  );
}

/** What the server exports (Kolibri protocol, section 5). */
function exported({ users }: RosterSnapshot): string {
  const guarded = (value: string): string => (/^[@+\-=|%]/.test(value) ? `'${value}` : value);
  const known = (value: string): string => (value === 'NOT_SPECIFIED' || value === 'DEFERRED' ? '' : value);
  const rows = users
    .filter(({ isDeleted }) => !isDeleted)
    .map((one) => [
      one.id,
      one.username,
      '*',
      guarded(one.fullName),
      one.userType,
      guarded(one.identifier),
      known(one.birthYear),
      known(one.gender),
      guarded(one.enrolledIn.join(',')),
      guarded(one.assignedTo.join(',')),
    ]);
  return stringify([[...COLUMNS], ...rows], { bom: true, record_delimiter: 'windows' });
}

const cells = fc.record({
  who: fc.nat(7),
  ...fields,
  userType: fc.constantFrom(...USER_TYPES),
  enrolledIn: fc.subarray([...CLASSES, 'New', 'NEW']),
  assignedTo: fc.subarray([...CLASSES, 'New']),
  name: fc.constantFrom('', '', '_b', '_B'),
});

describe('plans of any facility', () => {
  it('do nothing for an export that nobody has touched', () => {
    fc.assert(
      fc.property(fc.array(user, { maxLength: 8 }), (users) => {
        const snapshot = made(users);
        const plan = planOf(exported(snapshot), snapshot, true);
        assert.deepEqual(plan.problems, []);
        assert.deepEqual(plan.changes, []);
        assert.deepEqual(plan.removals, []);
      }),
    );
  });

  it('leave nothing to do once they are carried out', () => {
    fc.assert(
      fc.property(
        fc.array(user, { minLength: 1, maxLength: 6 }),
        fc.uniqueArray(cells, { selector: ({ who }) => who, maxLength: 8 }),
        (users, rows) => {
          const snapshot = made(users);
          const text = (facility: RosterSnapshot): string =>
            stringify([
              [...COLUMNS],
              ...rows.map((row) => {
                const name = `user_${row.who}${row.name}`;
                const known = snapshot.users[row.who]?.id;
                const id = known ?? facility.users.find(({ username }) => username === name)?.id ?? '';
                const { fullName, userType, identifier, birthYear, gender } = row;
                const listed = [row.enrolledIn.join(','), row.assignedTo.join(',')];
                const password = id === '' ? 'secret' : '*';
                return [id, name, password, fullName, userType, identifier, birthYear, gender, ...listed];
              }),
            ]);
          const plan = planOf(text(snapshot), snapshot, true);
          fc.pre(plan.problems.length === 0);
          const after = appliedPlan(plan, snapshot);
          const again = planOf(text(after), after, true);
          assert.deepEqual(again.problems, []);
          assert.deepEqual(again.changes, []);
          assert.deepEqual(again.removals, []);
          assert.equal(again.counts.createClass, 0);
          assert.deepEqual(planOf(text(snapshot), snapshot, true), plan);
        },
      ),
    );
  });
});
