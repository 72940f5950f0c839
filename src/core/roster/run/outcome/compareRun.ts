import type { FacilityState, LiveUser } from '../../../platform/rosterPort.ts';
import type { FacilityRole } from '../../snapshot/rosterSnapshot.ts';
import { liveFacts } from '../steps/leftOf.ts';
import { has, userKey } from '../steps/stepsOf.ts';
import type { RunIds } from '../record/runIds.ts';
import type { RunChange, RunPlan } from '../record/runPlan.ts';

/** What of a user, or of the facility, is not as the preview said. */
export type RunAspect =
  | 'user'
  | 'username'
  | 'fullName'
  | 'identifier'
  | 'birthYear'
  | 'gender'
  | 'roles'
  | 'enrolled'
  | 'assigned'
  | 'class';

/** One thing that is not as previewed. `row` is a data record of the file, `expected` and `found` are values to show. */
export type RunDifference = {
  readonly row: number | undefined;
  /** A user name, or the name of a class. */
  readonly who: string;
  readonly aspect: RunAspect;
  readonly expected: string;
  readonly found: string;
};

/** What reading everything again has shown. */
export type RunComparison = { readonly differences: readonly RunDifference[] };

type Expected = Pick<LiveUser, 'username' | 'fullName' | 'identifier' | 'birthYear' | 'gender'> & {
  readonly roles: ReadonlySet<FacilityRole>;
  readonly enrolled: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
};

/**
 * Compares the facility as it is now with what it was and what the plan makes of that: every user of the plan in every respect, and
 * whoever was to go. What users beside the plan do meanwhile is their own affair.
 */
export function compareRun(
  plan: RunPlan,
  before: FacilityState,
  after: FacilityState,
  ids: RunIds,
): RunComparison {
  const facilityId = plan.facility.id;
  const [old, now] = [ties(before), ties(after)];
  const facts = liveFacts(after);
  const oldUsers = new Map(before.users.map((user) => [user.id, user]));
  const names = new Map([...before.classes, ...after.classes].map(({ id, name }) => [id, name]));
  const differences: RunDifference[] = [];
  const places = (indexes: readonly number[]): readonly string[] =>
    indexes.map((at) => ids.place(`#${at}`) ?? `#${at}`);
  const nameOf = (id: string): string => names.get(id) ?? plan.classes[Number(id.slice(1))]?.name ?? id;
  const list = (values: Iterable<string>): string => [...values].map(nameOf).sort().join(', ');

  for (const [at, change] of plan.changes.entries()) {
    const id = ids.user(userKey(change, at));
    const user = facts.users.get(id ?? '');
    const differ = (aspect: RunAspect, expected: string, found: string): void => {
      if (expected === found) return;
      differences.push({ row: change.row, who: change.username, aspect, expected, found });
    };
    const gone = user === undefined || user.isDeleted;
    differ('user', 'yes', gone ? 'no' : 'yes');
    if (gone || id === undefined) continue;
    const expected = expectedUser(change, oldUsers.get(id), old.get(id), facilityId, places);
    for (const field of ['username', 'fullName', 'identifier', 'birthYear', 'gender'] as const)
      differ(field, expected[field], user[field]);
    const held = now.get(id);
    differ('roles', [...expected.roles].sort().join(', '), [...rolesIn(user, facilityId)].sort().join(', '));
    differ('enrolled', list(expected.enrolled), list(held?.enrolled ?? []));
    differ('assigned', list(expected.assigned), list(held?.assigned ?? []));
  }
  for (const { userId, username } of plan.removals)
    if (facts.users.get(userId)?.isDeleted === false)
      differences.push({ row: undefined, who: username, aspect: 'user', expected: 'no', found: 'yes' });
  for (const { id, name, members } of plan.emptied) {
    const left = members.filter((user) => facts.members.has(`${user} ${id}`)).length;
    if (left > 0)
      differences.push({ row: undefined, who: name, aspect: 'class', expected: '0', found: String(left) });
  }
  for (const [at, { id, name }] of plan.classes.entries())
    if (id === undefined && !facts.places.has(ids.place(`#${at}`) ?? ''))
      differences.push({ row: undefined, who: name, aspect: 'class', expected: 'yes', found: 'no' });
  for (const { id, name } of plan.removedClasses)
    if (facts.places.has(id))
      differences.push({ row: undefined, who: name, aspect: 'class', expected: 'no', found: 'yes' });
  return { differences };
}

type Ties = { readonly enrolled: Set<string>; readonly assigned: Set<string> };

function ties({ users, classes, memberships }: FacilityState): ReadonlyMap<string, Ties> {
  const isClass = new Set(classes.map(({ id }) => id));
  const all = new Map<string, Ties>(
    users.map(({ id, roles }) => [
      id,
      {
        enrolled: new Set<string>(),
        assigned: new Set(
          roles.flatMap(({ kind, collection }) =>
            kind === 'coach' && isClass.has(collection) ? [collection] : [],
          ),
        ),
      },
    ]),
  );
  for (const { user, collection } of memberships)
    if (isClass.has(collection)) all.get(user)?.enrolled.add(collection);
  return all;
}

function rolesIn({ roles }: Pick<LiveUser, 'roles'>, facilityId: string): ReadonlySet<FacilityRole> {
  return new Set(roles.flatMap(({ kind, collection }) => (collection === facilityId ? [kind] : [])));
}

function expectedUser(
  change: RunChange,
  was: LiveUser | undefined,
  wasIn: Ties | undefined,
  facilityId: string,
  places: (indexes: readonly number[]) => readonly string[],
): Expected {
  const roles = new Set(was === undefined ? [] : rolesIn(was, facilityId));
  for (const role of change.role?.takes ?? []) roles.delete(role);
  for (const role of change.role?.gives ?? []) roles.add(role);
  const enrolled = new Set(wasIn?.enrolled);
  for (const id of places(change.enrol)) enrolled.add(id);
  for (const id of places(change.unenrol)) enrolled.delete(id);
  const assigned = new Set(wasIn?.assigned);
  for (const id of places(change.assign)) assigned.add(id);
  for (const id of places(change.unassign)) assigned.delete(id);
  const fields = Object.fromEntries(change.fields.map(({ field, to }) => [field, to]));
  const none = { fullName: '', identifier: '', birthYear: '', gender: '' };
  const kept = was && !has(change, 'create') ? was : none;
  return { ...none, ...pick(kept), ...fields, username: change.username, roles, enrolled, assigned };
}

function pick({
  fullName,
  identifier,
  birthYear,
  gender,
}: Pick<LiveUser, 'fullName' | 'identifier' | 'birthYear' | 'gender'>): Pick<
  LiveUser,
  'fullName' | 'identifier' | 'birthYear' | 'gender'
> {
  return { fullName, identifier, birthYear, gender };
}
