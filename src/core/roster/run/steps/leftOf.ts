import type { FacilityState, LiveUser } from '../../../platform/rosterPort.ts';
import { wantedFields } from './performStep.ts';
import type { RunIds } from '../record/runIds.ts';
import type { RunPlan } from '../record/runPlan.ts';
import type { RunStep, Tie } from './runStep.ts';

/** What there is on the server, ready to be looked up. */
export type LiveFacts = {
  readonly users: ReadonlyMap<string, LiveUser>;
  /** The ids of live users. */
  readonly idByName: ReadonlyMap<string, string>;
  readonly classByName: ReadonlyMap<string, string>;
  /** `user place`. */
  readonly members: ReadonlySet<string>;
  /** `user place kind`. */
  readonly roles: ReadonlySet<string>;
  readonly facilityId: string;
  readonly places: ReadonlySet<string>;
};

export function liveFacts(state: FacilityState): LiveFacts {
  const live = state.users.filter(({ isDeleted }) => !isDeleted);
  return {
    users: new Map(state.users.map((user) => [user.id, user])),
    idByName: new Map(live.map(({ username, id }) => [username, id])),
    classByName: new Map(state.classes.map(({ name, id }) => [name, id])),
    members: new Set([
      ...state.memberships.map(({ user, collection }) => `${user} ${collection}`),
      ...state.groups.flatMap(({ id, userIds }) => userIds.map((user) => `${user} ${id}`)),
    ]),
    roles: new Set(
      state.users.flatMap(({ id, roles }) =>
        roles.map(({ kind, collection }) => `${id} ${collection} ${kind}`),
      ),
    ),
    facilityId: state.facility.id,
    places: new Set(state.classes.map(({ id }) => id)),
  };
}

/** What is left of a step: nothing, and what it has made; or a step that does the rest. */
export type Left =
  | { readonly kind: 'done'; readonly made: readonly string[] }
  | { readonly kind: 'left'; readonly step: RunStep };

/**
 * Finds out from the server's own state what is left of a step that was begun by a process which died before the answer. A password
 * cannot be looked at: where it is all that a step changes, it is set again, to the same.
 */
export function leftOf(step: RunStep, facts: LiveFacts, plan: RunPlan, ids: RunIds): Left {
  const left = (rest: RunStep, isNothing: boolean): Left =>
    isNothing ? { kind: 'done', made: [] } : { kind: 'left', step: rest };
  const isLive = (id: string): boolean => facts.users.get(id)?.isDeleted === false;
  switch (step.kind) {
    case 'createClass': {
      const id = facts.classByName.get(step.name);
      return id === undefined ? { kind: 'left', step } : { kind: 'done', made: [id] };
    }
    case 'restore': {
      const users = step.users.filter((id) => !isLive(id));
      return left({ ...step, users }, users.length === 0);
    }
    case 'rename':
      return left(step, facts.users.get(step.user)?.username === step.to);
    case 'create': {
      const id = facts.idByName.get(plan.changes[step.change]?.username ?? '');
      return id === undefined ? { kind: 'left', step } : { kind: 'done', made: [id] };
    }
    case 'update':
      return left(step, hasFields(step.change, facts, plan));
    case 'byServer': {
      const made = step.changes.map((at) => madeByServer(at, facts, plan));
      return made.every((id) => id !== '') ? { kind: 'done', made } : { kind: 'left', step };
    }
    case 'giveRoles': {
      const ties = step.ties.filter(
        ({ user, role }) => !facts.roles.has(`${ids.user(user) ?? ''} ${facts.facilityId} ${role}`),
      );
      return left({ ...step, ties }, ties.length === 0);
    }
    case 'takeRole': {
      const users = step.users.filter((user) =>
        facts.roles.has(`${ids.user(user) ?? ''} ${facts.facilityId} ${step.role}`),
      );
      return left({ ...step, users }, users.length === 0);
    }
    case 'assign':
    case 'enrol': {
      const has = ({ user, place }: Tie): boolean => {
        const tie = `${ids.user(user) ?? ''} ${ids.place(place) ?? ''}`;
        return step.kind === 'enrol' ? facts.members.has(tie) : facts.roles.has(`${tie} coach`);
      };
      const ties = step.ties.filter((tie) => !has(tie));
      return left({ ...step, ties }, ties.length === 0);
    }
    case 'unassign':
    case 'unenrol': {
      const place = ids.place(step.place) ?? '';
      const users = step.users.filter((key) => {
        const tie = `${ids.user(key) ?? ''} ${place}`;
        return step.kind === 'unenrol' ? facts.members.has(tie) : facts.roles.has(`${tie} coach`);
      });
      return left({ ...step, users }, users.length === 0);
    }
    case 'removeClass':
      return left(step, !facts.places.has(step.place));
    case 'remove': {
      const users = step.users.filter(isLive);
      return left({ ...step, users }, users.length === 0);
    }
  }
}

function hasFields(at: number, { users }: LiveFacts, { changes }: RunPlan): boolean {
  const change = changes[at];
  const user = users.get(change?.userId ?? '');
  if (change === undefined || user === undefined || change.fields.length === 0) return false;
  const wanted = wantedFields(change);
  return change.fields.every(({ field }) => user[field] === wanted[field]);
}

/** The id of the user whom the server's import has made or changed; '' while it has not. */
function madeByServer(at: number, facts: LiveFacts, plan: RunPlan): string {
  const change = plan.changes[at];
  if (change === undefined) return '';
  if (change.userId === undefined) return facts.idByName.get(change.username) ?? '';
  return hasFields(at, facts, plan) ? change.userId : '';
}
