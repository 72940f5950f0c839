import type { RosterSnapshot, SnapshotUser } from '../../src/core/roster/snapshot/rosterSnapshot.ts';
import { fileOf, rowWith, snapshotOf, userOf } from '../unit/roster/madeRosters.ts';
import type { Scene } from './scene.ts';

const FIRST = ['Ada', 'Grace', 'Alan', 'Katherine', 'Edsger', 'Barbara', 'Donald', 'Radia', 'Tim', 'Hedy'];
const LAST = [
  'Lovelace',
  'Hopper',
  'Turing',
  'Johnson',
  'Dijkstra',
  'Liskov',
  'Knuth',
  'Perlman',
  'Berners-Lee',
];
const CLASSES = [
  'Biology 10',
  'Biology 11',
  'Chemistry 10',
  'Advanced Mathematics',
  'Robotics Club',
  'Choir',
];

const id = (index: number): string => index.toString(16).padStart(32, '0');
const nameOf = (index: number): string =>
  `${FIRST[index % FIRST.length]} ${LAST[Math.floor(index / FIRST.length) % LAST.length]}`;
const usernameOf = (index: number): string => `${nameOf(index).toLowerCase().replace(/\W+/g, '_')}_${index}`;

/** A school of as many learners, in classes of their own. */
export function schoolOf(users: number): RosterSnapshot {
  const list: SnapshotUser[] = Array.from({ length: users }, (_, index) =>
    userOf(id(index + 1), usernameOf(index), {
      fullName: nameOf(index),
      enrolledIn: [CLASSES[index % (CLASSES.length - 1)] ?? ''],
    }),
  );
  list.push(
    userOf('f'.repeat(31) + '1', 'admin', { fullName: 'The Admin', isAdmin: true, userType: 'ADMIN' }),
    userOf('f'.repeat(31) + '2', 'coach', {
      fullName: 'Cora Coach',
      userType: 'CLASS_COACH',
      roles: ['classroom assignable coach'],
      assignedTo: ['Biology 10'],
    }),
  );
  return snapshotOf(list, CLASSES);
}

const rowOf = (user: SnapshotUser, cells: Parameters<typeof rowWith>[0] = {}): string =>
  rowWith({
    UUID: user.id,
    USERNAME: user.username,
    PASSWORD: '*',
    FULL_NAME: user.fullName,
    USER_TYPE: user.userType,
    ENROLLED_IN: quoted(user.enrolledIn),
    ASSIGNED_TO: quoted(user.assignedTo),
    ...cells,
  });

const quoted = (names: readonly string[]): string => (names.length === 0 ? '' : `"${names.join(',')}"`);

/** A file with something of each effect. `left` users at the end of the school are not in it. */
export function termStart(options: { readonly left?: number; readonly hasProblem?: boolean } = {}): Scene {
  const { left = 0, hasProblem = false } = options;
  const snapshot = schoolOf(60);
  const known = snapshot.users.filter(({ isAdmin }) => !isAdmin).slice(0, 61);
  const stay = known
    .slice(0, 60 - left)
    .filter(({ enrolledIn }) => left === 0 || enrolledIn[0] !== 'Robotics Club');
  const rows = stay.map((user, index) => {
    switch (index) {
      case 1:
        return rowOf(user, { ENROLLED_IN: '"Biology 11,Advanced Mathematics"' });
      case 2:
        return rowOf(user, {
          FULL_NAME: 'Somebody with a Very Long Name of Several Words',
          IDENTIFIER: 'Z-99',
        });
      case 3:
        return rowOf(user, { USERNAME: 'another_name_than_before' });
      case 4:
        return rowOf(user, { USER_TYPE: 'FACILITY_COACH', PASSWORD: 'rainbow7' });
      case 5:
        return rowOf(user, hasProblem ? { GENDER: 'X' } : { GENDER: 'FEMALE' });
      case 6:
        return rowOf(user, { ENROLLED_IN: 'Night School' });
      default:
        return rowOf(user);
    }
  });
  rows.push(rowOf(snapshot.users.find(({ username }) => username === 'coach')!));
  for (let index = 100; index < 140; index++)
    rows.push(
      rowWith({
        USERNAME: usernameOf(index),
        FULL_NAME: nameOf(index),
        ENROLLED_IN: '"Biology 10,Night School"',
      }),
    );
  return { text: fileOf(...rows), snapshot };
}

/** A file of new users a moment after its import: they are there, and the rows have no database IDs. One of them was changed since. */
export function justImported(): Scene {
  const { users } = schoolOf(12);
  const created = users.filter(({ userType }) => userType === 'LEARNER');
  const rows = created.map((user, index) =>
    rowOf(user, { UUID: '', PASSWORD: 'rainbow7', ...(index === 11 && { FULL_NAME: 'Somebody Else' }) }),
  );
  return { text: fileOf(...rows), snapshot: schoolOf(12) };
}
