import { foldClassName } from '../values/foldClassName.ts';
import { MisspeltClass } from './misspeltClass.ts';
import type { RosterSnapshot, SnapshotUser } from './rosterSnapshot.ts';

/** A snapshot, ready to be looked up the way the server does. */
export type SnapshotIndex = {
  readonly snapshot: RosterSnapshot;
  readonly usersById: ReadonlyMap<string, SnapshotUser>;
  /** By {@link foldAscii} of the user name: SQLite compares without case in ASCII only (Kolibri protocol, section 6.4). */
  readonly usersByName: ReadonlyMap<string, readonly SnapshotUser[]>;
  /** The stored spelling by its lower-case form. */
  readonly classByLower: ReadonlyMap<string, string>;
  /** The stored spellings by their {@link foldClassName}. */
  readonly classesByFold: ReadonlyMap<string, readonly string[]>;
  readonly misspeltClass: MisspeltClass;
  /** Class names with a comma, which no users file can name (section 5). */
  readonly classesWithComma: readonly string[];
};

/** Makes a snapshot ready for looking up. */
export function indexSnapshot(snapshot: RosterSnapshot): SnapshotIndex {
  const { users } = snapshot;
  const classNames = snapshot.classes.map(({ name }) => name);
  return {
    snapshot,
    usersById: new Map(users.map((user) => [user.id, user])),
    usersByName: groupBy(users, ({ username }) => foldAscii(username)),
    classByLower: new Map(classNames.map((name) => [name.toLowerCase(), name])),
    classesByFold: groupBy(classNames, foldClassName),
    misspeltClass: new MisspeltClass(classNames),
    classesWithComma: classNames.filter((name) => name.includes(',')),
  };
}

/** Lower-cases A to Z only. */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
