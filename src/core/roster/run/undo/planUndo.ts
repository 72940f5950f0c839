import type { FacilityState, LiveUser } from '../../../platform/rosterPort.ts';
import { EFFECTS } from '../../plan/effect.ts';
import type { FacilityRole } from '../../snapshot/rosterSnapshot.ts';
import type { RunIds } from '../record/runIds.ts';
import type { RunChange, RunPlan } from '../record/runPlan.ts';
import { has, userKey } from '../steps/stepsOf.ts';
import type { UndoLimit } from './undoLimit.ts';

/** What an undo does, as a plan that is carried out like any other, and what it cannot put back. */
export type UndoPlan = { readonly plan: RunPlan; readonly limits: readonly UndoLimit[] };

/**
 * The way back from an import: what of its users, classes, enrolments and roles is not as it was before, and was changed by the import.
 * What somebody has changed since stays as it is. Pure.
 *
 * @param done the plan of the import, and `ids`, the users and classes that it has made
 * @param before the state of its backup
 * @param now the state of the facility as it is
 * @param worked the ids of classes that have lessons or quizzes now
 */
export function planUndo(
  done: RunPlan,
  ids: RunIds,
  before: FacilityState,
  now: FacilityState,
  worked: ReadonlySet<string>,
): UndoPlan {
  const limits: UndoLimit[] = [];
  const classes = now.classes.map(({ id, name }) => ({ id, name }));
  const indexOf = new Map(classes.map(({ id }, at) => [id, at]));
  const facts = { before: factsOf(before), now: factsOf(now), facilityId: done.facility.id };
  const removals: RunPlan['removals'] = [];
  const back: Restored[] = [];

  for (const [at, change] of done.changes.entries()) {
    const id = ids.user(userKey(change, at));
    const live = facts.now.users.get(id ?? '');
    if (id === undefined || live === undefined) {
      if (change.userId !== undefined) limits.push({ kind: 'userGone', who: change.username });
      continue;
    }
    const was = facts.before.users.get(id);
    if (was === undefined || was.isDeleted) {
      // The import has created or restored this user.
      if (!live.isDeleted) removals.push({ userId: id, username: live.username, fullName: live.fullName });
      continue;
    }
    if (change.hasPassword) limits.push({ kind: 'password', who: was.username });
    if (live.isDeleted) limits.push({ kind: 'userGone', who: was.username });
    else back.push({ was, live, change });
  }
  for (const { userId, username } of done.removals) {
    const live = facts.now.users.get(userId);
    const was = facts.before.users.get(userId);
    if (live === undefined || was === undefined) limits.push({ kind: 'hardDeleted', who: username });
    else if (live.isDeleted) back.push({ was, live, change: undefined });
  }
  const emptied = new Map(
    done.emptied.flatMap(({ id, members }) => members.map((user) => [user, id] as const)),
  );
  for (const user of emptied.keys()) {
    const [was, live] = [facts.before.users.get(user), facts.now.users.get(user)];
    if (was && live?.isDeleted === false && !back.some((each) => each.live.id === user))
      back.push({ was, live, change: undefined });
  }

  const changes: RunChange[] = [];
  for (const each of back) {
    const change = wayBack(each, changes.length + 1, { facts, indexOf, limits, emptied });
    if (change !== undefined) changes.push(change);
  }
  const goers = new Set(removals.map(({ userId }) => userId));
  const removedClasses = classesToDrop(done, ids, now, goers, changes, indexOf, worked, limits);
  const regrouped = before.groups.flatMap(({ id: group, userIds, classId }) => {
    const current = now.groups.find(({ id }) => id === group);
    const users = userIds.filter(
      (user) =>
        current !== undefined &&
        !current.userIds.includes(user) &&
        changes.some((change) => change.userId === user && change.enrol.includes(indexOf.get(classId) ?? -1)),
    );
    return users.length > 0 ? [{ group, users }] : [];
  });
  return {
    plan: {
      facility: done.facility,
      classes,
      changes,
      removals,
      emptied: [],
      leftOut: [],
      regrouped,
      removedClasses,
    },
    limits,
  };
}

type Restored = {
  readonly was: LiveUser;
  readonly live: LiveUser;
  /** Undefined for a user whom the import has removed, or only taken out of an emptied class. */
  readonly change: RunChange | undefined;
};

type Facts = {
  readonly users: ReadonlyMap<string, LiveUser>;
  /** Ids of the classes of each user. */
  readonly enrolled: ReadonlyMap<string, ReadonlySet<string>>;
};

type Around = {
  readonly facts: { readonly before: Facts; readonly now: Facts; readonly facilityId: string };
  readonly indexOf: ReadonlyMap<string, number>;
  readonly limits: UndoLimit[];
  /** The class that a user was taken out of, beside the rows. */
  readonly emptied: ReadonlyMap<string, string>;
};

function factsOf({ users, memberships }: FacilityState): Facts {
  const enrolled = new Map<string, Set<string>>();
  for (const { user, collection } of memberships) {
    const places = enrolled.get(user);
    if (places === undefined) enrolled.set(user, new Set([collection]));
    else places.add(collection);
  }
  return { users: new Map(users.map((user) => [user.id, user])), enrolled };
}

/** What brings one user back; undefined if there is nothing to do. */
function wayBack(
  { was, live, change }: Restored,
  row: number,
  { facts, indexOf, limits, emptied }: Around,
): RunChange | undefined {
  const { id } = was;
  const fields: RunChange['fields'] = [];
  for (const { field, to } of change?.fields ?? [])
    if (live[field] === to && live[field] !== was[field])
      fields.push({ field, from: live[field], to: was[field] });
    else if (live[field] !== was[field]) limits.push({ kind: 'changedSince', who: live.username });
  const isRenamed = change?.oldUsername !== undefined && live.username === change.username;
  const username = isRenamed ? was.username : live.username;
  const roles = roleBack(was, live, change, facts.facilityId);

  const [then, now] = [enrolledIn(facts.before, id), enrolledIn(facts.now, id)];
  const [coached, coaches] = [coachedBy(was, facts.facilityId), coachedBy(live, facts.facilityId)];
  const isTouched = (effect: 'enrol' | 'unenrol' | 'assign' | 'unassign'): boolean =>
    change === undefined || has(change, effect) || has(change, 'byServer');
  const indexes = (places: readonly string[]): number[] =>
    places.flatMap((place) => {
      const at = indexOf.get(place);
      if (at === undefined) limits.push({ kind: 'classGone', who: was.username });
      return at === undefined ? [] : [at];
    });
  const onlyEmptied = change === undefined && !live.isDeleted;
  const enrol = isTouched('unenrol')
    ? [...then].filter((place) => !now.has(place) && (!onlyEmptied || emptied.get(id) === place))
    : [];
  const unenrol = isTouched('enrol') && change ? [...now].filter((place) => !then.has(place)) : [];
  const takesAssignable = roles?.takes.includes('classroom assignable coach') === true;
  const assign =
    isTouched('unassign') || takesAssignable || roles !== undefined
      ? [...coached].filter((place) => !coaches.has(place))
      : [];
  const unassign = isTouched('assign') && change ? [...coaches].filter((place) => !coached.has(place)) : [];
  const back: RunChange = {
    row,
    effects:
      (live.isDeleted ? EFFECTS.restore : 0) |
      (fields.length > 0 ? EFFECTS.update : 0) |
      (username !== live.username ? EFFECTS.rename : 0) |
      (roles ? EFFECTS.role : 0),
    userId: id,
    username,
    fullName: was.fullName,
    userType: typeOf(was, facts.facilityId),
    ...(username !== live.username && { oldUsername: live.username }),
    fields,
    hasPassword: false,
    ...(roles && { role: roles }),
    enrol: indexes(enrol),
    unenrol: indexes(unenrol),
    assign: indexes(assign),
    unassign: indexes(unassign),
    stillAssigned: indexes([...coached].filter((place) => coaches.has(place))),
  };
  const { effects, enrol: joins, unenrol: leaves, assign: gets, unassign: loses } = back;
  return effects !== 0 || joins.length + leaves.length + gets.length + loses.length > 0 ? back : undefined;
}

function roleBack(
  was: LiveUser,
  live: LiveUser,
  change: RunChange | undefined,
  facilityId: string,
): RunChange['role'] {
  if (change !== undefined && change.role === undefined && !has(change, 'assign') && !has(change, 'byServer'))
    return undefined;
  const [then, now] = [rolesOf(was, facilityId), rolesOf(live, facilityId)];
  const gives = then.filter((role) => !now.includes(role));
  const takes = now.filter((role) => !then.includes(role));
  if (gives.length + takes.length === 0) return undefined;
  return { from: typeOf(live, facilityId), gives, takes };
}

/** Classes that the import has made go again, unless somebody has begun to use them. */
function classesToDrop(
  done: RunPlan,
  ids: RunIds,
  now: FacilityState,
  goers: ReadonlySet<string>,
  changes: readonly RunChange[],
  indexOf: ReadonlyMap<string, number>,
  worked: ReadonlySet<string>,
  limits: UndoLimit[],
): RunPlan['removedClasses'] {
  return done.classes.flatMap(({ id: known, name }, at) => {
    const id = known === undefined ? ids.place(`#${at}`) : undefined;
    const index = indexOf.get(id ?? '');
    if (id === undefined || index === undefined) return [];
    const leavers = new Set(
      changes.flatMap(({ userId, unenrol, unassign }) =>
        userId !== undefined && [...unenrol, ...unassign].includes(index) ? [userId] : [],
      ),
    );
    const isUsed =
      worked.has(id) ||
      now.memberships.some(
        ({ user, collection }) => collection === id && !goers.has(user) && !leavers.has(user),
      );
    if (!isUsed) return [{ id, name }];
    limits.push({ kind: 'classInUse', who: name });
    return [];
  });
}

function enrolledIn({ enrolled }: Facts, user: string): ReadonlySet<string> {
  return enrolled.get(user) ?? new Set();
}

function coachedBy({ roles }: LiveUser, facilityId: string): ReadonlySet<string> {
  return new Set(
    roles.flatMap(({ kind, collection }) =>
      kind === 'coach' && collection !== facilityId ? [collection] : [],
    ),
  );
}

function rolesOf({ roles }: LiveUser, facilityId: string): FacilityRole[] {
  return roles.flatMap(({ kind, collection }) => (collection === facilityId ? [kind] : []));
}

function typeOf(user: LiveUser, facilityId: string): RunChange['userType'] {
  const roles = rolesOf(user, facilityId);
  if (roles.includes('admin')) return 'ADMIN';
  if (roles.includes('coach')) return 'FACILITY_COACH';
  return roles.includes('classroom assignable coach') ? 'CLASS_COACH' : 'LEARNER';
}
