import { EFFECTS } from '../../plan/effect.ts';
import type { FacilityRole } from '../../snapshot/rosterSnapshot.ts';
import { renameSteps } from './renameSteps.ts';
import type { RunChange, RunPlan } from '../record/runPlan.ts';
import type { PlaceKey, RunStep, Tie, UserKey } from './runStep.ts';

/** Users or ties that one step takes together: an answer comes within seconds, and little is in doubt when it does not. */
const TOGETHER = 100;

/** The steps of one phase may be done in any order; a phase begins when the one before it has ended. */
export type RunPhase = {
  readonly steps: readonly RunStep[];
  /** Whether several are done at once: users, for the server hashes a password for each, and enrolments, of which there are most. */
  readonly atOnce: boolean;
};

/**
 * What a run does, step by step: first what others build on (classes, users that live again, names), then the users, their roles,
 * their classes, and last whoever goes, so that a run that is stopped early has taken nothing away.
 */
export function stepsOf(plan: RunPlan): readonly RunPhase[] {
  const { changes } = plan;
  const byServer = new Set(changes.flatMap((change, at) => (has(change, 'byServer') ? [at] : [])));
  const inOrder = (...steps: (readonly RunStep[])[]): RunPhase => ({ steps: steps.flat(), atOnce: false });
  const restored = changes.flatMap((change) =>
    has(change, 'restore') && change.userId !== undefined ? [change.userId] : [],
  );
  return [
    inOrder(
      plan.classes.flatMap(({ id, name }, at): RunStep[] =>
        id === undefined ? [{ id: `class:${at}`, kind: 'createClass', at, name }] : [],
      ),
      inParts(restored, (users, part) => ({ id: `restore:${part}`, kind: 'restore', users })),
      renameSteps(changes),
    ),
    {
      atOnce: true,
      steps: changes.flatMap((change, at): RunStep[] => {
        if (byServer.has(at)) return [];
        if (change.userId === undefined) return [{ id: `user:${at}`, kind: 'create', change: at }];
        const changed = change.fields.length > 0 || change.hasPassword;
        return changed ? [{ id: `user:${at}`, kind: 'update', change: at }] : [];
      }),
    },
    inOrder(
      byServer.size === 0 ? [] : [{ id: 'server', kind: 'byServer', changes: [...byServer] }],
      roleSteps(changes),
      assignSteps(changes),
    ),
    { steps: enrolSteps(changes), atOnce: true },
    inOrder(
      unenrolSteps(plan),
      plan.removedClasses.map(({ id, name }) => ({
        id: `drop:${id}`,
        kind: 'removeClass',
        place: id,
        name,
      })),
      inParts(
        plan.removals.map(({ userId }) => userId),
        (users, part) => ({ id: `remove:${part}`, kind: 'remove', users }),
      ),
    ),
  ];
}

/** The key of the user of a change. */
export function userKey({ userId }: RunChange, at: number): UserKey {
  return userId ?? `#${at}`;
}

/**
 * Roles of the facility. The new one is given before the old one goes: nobody is without any in between, for whom a class would bring a
 * role by itself.
 */
function roleSteps(changes: readonly RunChange[]): readonly RunStep[] {
  const gives = changes.flatMap((change, at) =>
    (change.role?.gives ?? []).map((role) => ({ user: userKey(change, at), role })),
  );
  const takes = new Map<FacilityRole, UserKey[]>();
  for (const [at, change] of changes.entries())
    for (const role of change.role?.takes ?? []) {
      const users = takes.get(role);
      if (users === undefined) takes.set(role, [userKey(change, at)]);
      else users.push(userKey(change, at));
    }
  return [
    ...inParts(gives, (ties, part): RunStep => ({ id: `role:${part}`, kind: 'giveRoles', ties })),
    ...[...takes].flatMap(([role, all]) =>
      inParts(all, (users, part): RunStep => ({
        id: `unrole:${role}:${part}`,
        kind: 'takeRole',
        role,
        users,
      })),
    ),
  ];
}

/** Classes that people coach. Those who had another role may have lost with it what they are to keep. */
function assignSteps(changes: readonly RunChange[]): readonly RunStep[] {
  const given = tiesOf(changes, (change) =>
    (change.role?.takes.length ?? 0) > 0 ? [...change.assign, ...change.stillAssigned] : change.assign,
  );
  const taken = byPlace(tiesOf(changes, ({ unassign }) => unassign));
  return [
    ...inParts(given, (ties, part): RunStep => ({ id: `assign:${part}`, kind: 'assign', ties })),
    ...[...taken].flatMap(([place, all]) =>
      inParts(all, (users, part): RunStep => ({
        id: `unassign:${place}:${part}`,
        kind: 'unassign',
        place,
        users,
      })),
    ),
  ];
}

/** New classes that people learn in. */
function enrolSteps(changes: readonly RunChange[]): readonly RunStep[] {
  return inParts(
    tiesOf(changes, ({ enrol }) => enrol),
    (ties, part): RunStep => ({ id: `enrol:${part}`, kind: 'enrol', ties }),
  );
}

/** Classes that people leave; and groups of the new ones. */
function unenrolSteps({ changes, emptied, regrouped }: RunPlan): readonly RunStep[] {
  const left = [
    ...byPlace(tiesOf(changes, ({ unenrol }) => unenrol)),
    ...emptied.map(({ id, members }) => [id, members] as const),
  ];
  const groups = regrouped.flatMap(({ group, users }) => users.map((user) => ({ user, place: group })));
  return [
    ...left.flatMap(([place, all]) =>
      inParts(all, (users, part): RunStep => ({
        id: `unenrol:${place}:${part}`,
        kind: 'unenrol',
        place,
        users,
      })),
    ),
    ...inParts(groups, (ties, part): RunStep => ({ id: `group:${part}`, kind: 'enrol', ties })),
  ];
}

function tiesOf(changes: readonly RunChange[], places: (change: RunChange) => readonly number[]): Tie[] {
  return changes.flatMap((change, at) =>
    places(change).map((place) => ({ user: userKey(change, at), place: `#${place}` })),
  );
}

function byPlace(ties: readonly Tie[]): ReadonlyMap<PlaceKey, readonly UserKey[]> {
  const places = new Map<PlaceKey, UserKey[]>();
  for (const { user, place } of ties) {
    const users = places.get(place);
    if (users === undefined) places.set(place, [user]);
    else users.push(user);
  }
  return places;
}

function inParts<T, S>(items: readonly T[], step: (part: readonly T[], number: number) => S): readonly S[] {
  const steps: S[] = [];
  for (let at = 0; at < items.length; at += TOGETHER)
    steps.push(step(items.slice(at, at + TOGETHER), at / TOGETHER));
  return steps;
}

/** Whether a row has this effect. */
export function has({ effects }: RunChange, effect: keyof typeof EFFECTS): boolean {
  return (effects & EFFECTS[effect]) !== 0;
}
