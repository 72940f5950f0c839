import { COLUMNS, type Column } from '../../../src/core/roster/header/column.ts';
import type { Finding } from '../../../src/core/roster/findings/finding.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import type { RosterContext } from '../../../src/core/roster/rosterContext.ts';
import type { RosterSnapshot, SnapshotUser } from '../../../src/core/roster/snapshot/rosterSnapshot.ts';

export const HEADER = COLUMNS.join(',');

/** The id of a user of {@link snapshotOf}. */
export const ANN = 'a'.repeat(32);
export const BOB = 'b'.repeat(32);
export const GHOST = 'c'.repeat(32);

/** A user of a made snapshot; a plain learner but for what is given. */
export function userOf(id: string, username: string, more: Partial<SnapshotUser> = {}): SnapshotUser {
  return {
    id,
    username,
    fullName: username,
    gender: '',
    birthYear: '',
    identifier: '',
    userType: 'LEARNER',
    isAdmin: false,
    roles: [],
    isSuperuser: false,
    enrolledIn: [],
    assignedTo: [],
    isDeleted: false,
    ...more,
  };
}

/** A facility with Ann, Bob and a soft-deleted Ghost. */
export function snapshotOf(
  users: readonly SnapshotUser[] = [
    userOf(ANN, 'ann', { enrolledIn: ['Class A'] }),
    userOf(BOB, 'bob', {
      userType: 'CLASS_COACH',
      roles: ['classroom assignable coach'],
      assignedTo: ['Class B'],
    }),
    userOf(GHOST, 'ghost', { isDeleted: true }),
  ],
  classNames: readonly string[] = ['Class A', 'Class B', 'Math, advanced'],
): RosterSnapshot {
  const classes = classNames.map((name, index) => ({ id: String(index).padStart(32, '0'), name }));
  return { takenAt: 0, facility: 'School', facilityId: 'f'.repeat(32), callerId: '', users, classes };
}

/** A row of a good new learner but for the cells given. */
export function rowWith(cells: Partial<Record<Column, string>>): string {
  const good: Partial<Record<Column, string>> = {
    USERNAME: 'zoe',
    PASSWORD: 'secret',
    FULL_NAME: 'Zoe Zed',
    USER_TYPE: 'LEARNER',
  };
  return COLUMNS.map((column) => cells[column] ?? good[column] ?? '').join(',');
}

/** The file of some rows. */
export function fileOf(...rows: readonly string[]): string {
  return [HEADER, ...rows, ''].join('\r\n');
}

/** Everything that is found in a text. */
export function findingsIn(text: string, context: RosterContext = {}): readonly Finding[] {
  const roster = new Roster(text, context);
  roster.advance();
  return roster.report().findings;
}
