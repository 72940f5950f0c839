import assert from 'node:assert/strict';
import type { ImportPlan, Removal } from '../../../../src/core/roster/plan/importPlan.ts';
import { planImport } from '../../../../src/core/roster/plan/planImport.ts';
import { Roster } from '../../../../src/core/roster/roster.ts';
import type { RosterSnapshot, SnapshotUser } from '../../../../src/core/roster/snapshot/rosterSnapshot.ts';
import { importRefusal, wantsFacilityName } from '../../../../src/core/roster/run/importGuard.ts';
import { isSamePlan } from '../../../../src/core/roster/run/isSamePlan.ts';
import { indexSnapshot } from '../../../../src/core/roster/snapshot/snapshotIndex.ts';
import { userOf } from '../madeRosters.ts';

const HEADER =
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO';

function numbered(at: number): SnapshotUser {
  return userOf(String(at).padStart(32, '0'), `u${at}`, { fullName: '' });
}

function schoolOf(count: number): RosterSnapshot {
  return {
    takenAt: 1,
    facility: 'School',
    facilityId: 'f',
    callerId: 'caller',
    users: Array.from({ length: count }, (_, at) => numbered(at)),
    classes: [],
  };
}

function planned(rows: readonly string[], snapshot = schoolOf(3), removes = false): ImportPlan {
  const roster = new Roster([HEADER, ...rows, ''].join('\n'), { snapshot });
  roster.advance();
  return planImport(roster.parts, indexSnapshot(snapshot), { removes });
}

describe('importRefusal', () => {
  it('lets a plan pass that has something to do and no problem', () => {
    assert.equal(importRefusal(planned([',new,pw,New,LEARNER,,,,,'])), undefined);
  });

  it('keeps everything back while one row or the file is wrong', () => {
    assert.equal(importRefusal(planned([',new,pw,New,LEARNER,,,,,', ',other,pw,,NOBODY,,,,,'])), 'problems');
    const roster = new Roster('USERNAME;PASSWORD\n', { snapshot: schoolOf(1) });
    roster.advance();
    const plan = planImport(roster.parts, indexSnapshot(schoolOf(1)), { removes: false });
    assert.equal(importRefusal(plan), 'problems');
  });

  it('says when there is nothing to do', () => {
    const id = String(0).padStart(32, '0');
    assert.equal(importRefusal(planned([`${id},u0,*,,LEARNER,,,,,`])), 'nothing');
  });

  it('removes nobody for a file without rows, whatever its plan says', () => {
    const plan = planned([], schoolOf(3), true);
    assert.equal(importRefusal(plan), 'nothing');
    const removals: Removal[] = [{ userId: 'x', username: 'x', fullName: '' }];
    assert.equal(importRefusal({ ...plan, removals }), 'emptyFileRemoves');
  });
});

describe('wantsFacilityName', () => {
  const leaving = (count: number): Pick<ImportPlan, 'removals'> => ({
    removals: Array.from({ length: count }, (_, at) => ({ userId: `${at}`, username: '', fullName: '' })),
  });

  for (const [count, users, wants] of [
    [0, 0, false],
    [1, 19, true],
    [1, 20, false],
    [2, 39, true],
    [10, 200, false],
    [10, 199, true],
    [11, 100_000, true],
  ] as const)
    it(`${wants ? 'wants' : 'does not want'} it for ${count} of ${users} users`, () => {
      assert.equal(wantsFacilityName(leaving(count), schoolOf(users)), wants);
    });

  it('counts no deleted users', () => {
    const { users } = schoolOf(20);
    const deleted = users.map((user, at) => ({ ...user, isDeleted: at === 0 }));
    assert.equal(wantsFacilityName(leaving(1), { users: deleted }), true);
  });
});

describe('isSamePlan', () => {
  const row = ',new,pw,New,LEARNER,,,,,';

  it('holds a plan for the same that was made later', () => {
    assert.ok(isSamePlan(planned([row]), planned([row], { ...schoolOf(3), takenAt: 2 })));
  });

  it('notices what has changed in the facility', () => {
    const id = String(0).padStart(32, '0');
    const rows = [`${id},u0,*,New Name,LEARNER,,,,,`];
    const now = schoolOf(3);
    const renamed = {
      ...now,
      users: now.users.map((user, at) => (at === 0 ? { ...user, fullName: 'x' } : user)),
    };
    assert.ok(!isSamePlan(planned(rows), planned(rows, renamed)));
    const joined = { ...now, users: [...now.users, numbered(9)] };
    assert.ok(!isSamePlan(planned(rows, now, true), planned(rows, joined, true)));
    assert.ok(isSamePlan(planned(rows, now), planned(rows, joined)));
  });
});
