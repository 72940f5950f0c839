import assert from 'node:assert/strict';
import type { RosterSnapshot, SnapshotUser } from '../../../../src/core/roster/snapshot/rosterSnapshot.ts';
import { snapshotChanges } from '../../../../src/core/roster/run/outcome/snapshotChanges.ts';
import { userOf } from '../madeRosters.ts';

const user = (username: string, more: Partial<SnapshotUser> = {}): SnapshotUser =>
  userOf(`id of ${username}`, username, more);
const snapshot = (more: Partial<RosterSnapshot>): RosterSnapshot => ({
  takenAt: 0,
  facility: 'School',
  facilityId: 'f',
  callerId: '',
  users: [],
  classes: [],
  ...more,
});

describe('what has changed between two readings of a facility', () => {
  it('is named: users and classes that came, went and changed', () => {
    const before = snapshot({
      users: [
        user('ada'),
        user('bob'),
        user('cem', { enrolledIn: ['7A'] }),
        user('dan'),
        user('eve', { isDeleted: true }),
      ],
      classes: [
        { id: '1', name: '7A' },
        { id: '2', name: '7B' },
      ],
    });
    const now = snapshot({
      takenAt: 1,
      users: [
        user('ada', { enrolledIn: ['7C'] }),
        user('bob', { isDeleted: true }),
        // The class was renamed, the user is as he was.
        user('cem', { enrolledIn: ['Seven A'] }),
        user('dora', { id: 'id of dan' }),
        user('eve'),
      ],
      classes: [
        { id: '1', name: 'Seven A' },
        { id: '3', name: '7C' },
      ],
    });
    assert.deepEqual(snapshotChanges(before, now), {
      newUsers: ['eve'],
      goneUsers: ['bob'],
      changedUsers: ['ada', 'dora'],
      newClasses: ['7C'],
      goneClasses: ['7B'],
      renamedClasses: [{ from: '7A', to: 'Seven A' }],
    });
  });

  it('is nothing where only the time is another', () => {
    const one = snapshot({ users: [user('ada', { roles: ['admin', 'coach'] })] });
    const other = snapshot({ takenAt: 5, users: [user('ada', { roles: ['coach', 'admin'] })] });
    assert.deepEqual(Object.values(snapshotChanges(one, other)).flat(), []);
  });
});
