import type { RosterSnapshot, SnapshotUser } from '../../snapshot/rosterSnapshot.ts';

/** What of a facility has become another between two readings: names, in the order of the later one. */
export type SnapshotChanges = {
  readonly newUsers: readonly string[];
  /** Removed, be it for a while. */
  readonly goneUsers: readonly string[];
  /** By the name that they have now. */
  readonly changedUsers: readonly string[];
  readonly newClasses: readonly string[];
  readonly goneClasses: readonly string[];
  readonly renamedClasses: readonly { readonly from: string; readonly to: string }[];
};

/** Compares two readings of a facility: what has made a plan go stale. */
export function snapshotChanges(before: RosterSnapshot, now: RosterSnapshot): SnapshotChanges {
  const [oldUsers, users] = [living(before), living(now)];
  const oldClasses = new Map(before.classes.map(({ id, name }) => [id, name]));
  const classIds = new Set(now.classes.map(({ id }) => id));
  const names = new Map(now.classes.map(({ id, name }) => [oldClasses.get(id) ?? name, name]));
  const changed: string[] = [];
  const created: string[] = [];
  for (const [id, user] of users) {
    const was = oldUsers.get(id);
    if (was === undefined) created.push(user.username);
    else if (essence(was, names) !== essence(user, new Map())) changed.push(user.username);
  }
  return {
    newUsers: created,
    goneUsers: [...oldUsers.values()].flatMap(({ id, username }) => (users.has(id) ? [] : [username])),
    changedUsers: changed,
    newClasses: now.classes.flatMap(({ id, name }) => (oldClasses.has(id) ? [] : [name])),
    goneClasses: before.classes.flatMap(({ id, name }) => (classIds.has(id) ? [] : [name])),
    renamedClasses: now.classes.flatMap(({ id, name }) => {
      const from = oldClasses.get(id);
      return from === undefined || from === name ? [] : [{ from, to: name }];
    }),
  };
}

function living({ users }: RosterSnapshot): ReadonlyMap<string, SnapshotUser> {
  return new Map(users.flatMap((user) => (user.isDeleted ? [] : [[user.id, user] as const])));
}

/** A user as a text that tells two apart; `names` are what classes are called now, so that a renamed class does not change its users. */
function essence(user: SnapshotUser, names: ReadonlyMap<string, string>): string {
  const { username, fullName, gender, birthYear, identifier, roles, enrolledIn, assignedTo } = user;
  const sorted = (classes: readonly string[]): string[] =>
    classes.map((name) => names.get(name) ?? name).sort();
  return JSON.stringify([
    username,
    fullName,
    gender,
    birthYear,
    identifier,
    [...roles].sort(),
    sorted(enrolledIn),
    sorted(assignedTo),
  ]);
}
