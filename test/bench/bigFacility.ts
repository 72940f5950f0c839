import { COLUMNS } from '../../src/core/roster/header/column.ts';
import type { RosterSnapshot, SnapshotUser } from '../../src/core/roster/snapshot/rosterSnapshot.ts';

const GENDERS = ['MALE', 'FEMALE', 'NOT_SPECIFIED', ''];
const CLASSES = 400;

/**
 * A users file of so many good rows, and the facility that it is meant for with as many users: nine rows of ten change something, one of
 * ten is new, and as many users are in no row.
 */
export function bigFacility(rows: number): { readonly text: string; readonly snapshot: RosterSnapshot } {
  const users: SnapshotUser[] = [];
  const lines = [COLUMNS.join(',')];
  for (let i = 0; i < rows; i++) {
    const id = (Math.imul(i + 1, 0x9e37_79b1) >>> 0).toString(16).padStart(8, '0').repeat(4);
    const user: SnapshotUser = {
      id,
      username: `user_${i}`,
      fullName: `First${i % 313} Lastname${i % 977}`,
      gender: GENDERS[i % GENDERS.length] ?? '',
      birthYear: String(1990 + (i % 25)),
      identifier: `S-${100_000 + i}`,
      userType: 'LEARNER',
      isAdmin: false,
      roles: [],
      isSuperuser: false,
      enrolledIn:
        i % 3 === 0 ? [`Class ${i % CLASSES}`, `Class ${(i + 7) % CLASSES}`] : [`Class ${i % CLASSES}`],
      assignedTo: [],
      isDeleted: false,
    };
    users.push(user);
    lines.push(rowOf(user, i, i % 10));
  }
  const classes = Array.from({ length: CLASSES }, (_, i) => ({
    id: String(i).padStart(32, '0'),
    name: `Class ${i}`,
  }));
  const snapshot = {
    takenAt: 0,
    facility: 'School',
    facilityId: 'f'.repeat(32),
    callerId: '',
    users,
    classes,
  };
  // A flat string, as an editor hands it over.
  return { text: Buffer.from(`${lines.join('\r\n')}\r\n`).toString(), snapshot };
}

function rowOf(user: SnapshotUser, i: number, kind: number): string {
  const isNew = kind === 9;
  const classes = kind < 4 ? [`Class ${(i + 1) % CLASSES}`] : user.enrolledIn;
  return [
    isNew ? '' : user.id,
    isNew || kind === 0 ? `renamed_${i}` : user.username,
    isNew || kind === 1 ? `secret${i}` : '*',
    kind > 5 ? `${user.fullName} II` : user.fullName,
    kind === 5 ? 'CLASS_COACH' : 'LEARNER',
    user.identifier,
    user.birthYear,
    user.gender,
    classes.length > 1 ? `"${classes.join(',')}"` : (classes[0] ?? ''),
    kind === 5 ? 'Class 1' : '',
  ].join(',');
}
