import type { RunChange } from '../record/runPlan.ts';
import type { RunStep } from './runStep.ts';

type Rename = {
  readonly user: string;
  readonly from: string;
  readonly to: string;
  readonly at: number;
};

/**
 * Renames in an order in which every name is free when it is wanted: of a chain (a to b, b to c) the end first; of a swap one user
 * waits under a name in passing. The server takes names for the same that differ in case alone.
 */
export function renameSteps(changes: readonly RunChange[]): readonly RunStep[] {
  const renames = changes.flatMap(({ userId, oldUsername, username }, at): Rename[] =>
    userId === undefined || oldUsername === undefined || oldUsername === username
      ? []
      : [{ user: userId, from: oldUsername, to: username, at }],
  );
  const byOldName = new Map(renames.map((rename) => [rename.from.toLowerCase(), rename]));
  const settled = new Set<Rename>();
  const steps: RunStep[] = [];
  const settle = (rename: Rename, to: string, suffix = ''): void => {
    steps.push({ id: `rename:${rename.at}${suffix}`, kind: 'rename', user: rename.user, to });
  };
  for (const first of renames) {
    const chain: Rename[] = [];
    let next: Rename | undefined = first;
    while (next !== undefined && !settled.has(next) && !chain.includes(next)) {
      chain.push(next);
      next = byOldName.get(next.to.toLowerCase());
    }
    const isCircle = chain.length > 1 && next !== undefined && chain.includes(next);
    // The last of the chain wants the name of the one that waits.
    if (isCircle && next) settle(next, passingName(next.at), ':away');
    for (const rename of chain.reverse()) {
      settle(rename, rename.to);
      settled.add(rename);
    }
  }
  return steps;
}

/** Letters, digits and underscores, at most 30, as the server wants a user name. */
function passingName(at: number): string {
  return `lectern_is_renaming_${at}`;
}
