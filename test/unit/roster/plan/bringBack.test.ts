import assert from 'node:assert/strict';
import { bringBack } from '../../../../src/core/roster/plan/bringBack.ts';
import { EFFECTS } from '../../../../src/core/roster/plan/effect.ts';
import { Roster } from '../../../../src/core/roster/roster.ts';
import { indexSnapshot } from '../../../../src/core/roster/snapshot/snapshotIndex.ts';
import { fileOf, rowWith, snapshotOf, userOf } from '../madeRosters.ts';
import { planOf } from './planOf.ts';

describe('users who were removed and whose names a file wants', () => {
  const id = 'd'.repeat(32);
  const gone = userOf(id, 'zoe', { fullName: 'Zoe Zed', isDeleted: true });

  it('are brought back by their database IDs, and become what the rows say', () => {
    const snapshot = snapshotOf([...snapshotOf().users, gone]);
    const text = fileOf(
      rowWith({ USERNAME: 'ZOE', PASSWORD: 'secret', FULL_NAME: 'Zoe Z' }),
      rowWith({ USERNAME: 'somebody', PASSWORD: 'secret' }),
    );
    assert.equal(planOf(text, snapshot).problems.length, 1);
    const roster = new Roster(text, { snapshot });
    roster.advance();
    const [edit, ...others] = bringBack(roster.parts, indexSnapshot(snapshot));
    assert.ok(edit);
    assert.deepEqual(others, []);
    const mended = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    assert.equal(mended.indexOf(id), text.indexOf(rowWith({ USERNAME: 'ZOE' }).slice(0, 4)));
    const plan = planOf(mended, snapshot);
    assert.deepEqual(plan.problems, []);
    assert.ok(((plan.changes[0]?.effects ?? 0) & EFFECTS.restore) !== 0);
    assert.equal(plan.changes[0]?.userId, id);
  });

  it('are left alone where somebody else has the name by now, or the row names somebody', () => {
    const twin = userOf('e'.repeat(32), 'zoe');
    const snapshot = snapshotOf([gone, twin]);
    const text = fileOf(
      rowWith({ USERNAME: 'zoe', PASSWORD: 'secret' }),
      rowWith({ UUID: twin.id, USERNAME: 'zoe', PASSWORD: '*' }),
    );
    const roster = new Roster(text, { snapshot });
    roster.advance();
    assert.deepEqual(bringBack(roster.parts, indexSnapshot(snapshot)), []);
  });
});
