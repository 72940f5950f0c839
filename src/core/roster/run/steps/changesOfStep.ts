import type { RunStep, UserKey } from './runStep.ts';

/**
 * The changes of a plan that a step has a part in, as indexes.
 *
 * @param byKey the index of each change, by the key of its user
 */
export function changesOfStep(step: RunStep, byKey: ReadonlyMap<UserKey, number>): ReadonlySet<number> {
  const byKeys = (keys: readonly UserKey[]): ReadonlySet<number> =>
    new Set(keys.flatMap((key) => byKey.get(key) ?? []));
  switch (step.kind) {
    case 'create':
    case 'update':
      return new Set([step.change]);
    case 'byServer':
      return new Set(step.changes);
    case 'rename':
      return byKeys([step.user]);
    case 'giveRoles':
    case 'assign':
    case 'enrol':
      return byKeys(step.ties.map(({ user }) => user));
    case 'restore':
    case 'takeRole':
    case 'unassign':
    case 'unenrol':
      return byKeys(step.users);
    case 'createClass':
    case 'removeClass':
    case 'remove':
      return new Set();
  }
}
