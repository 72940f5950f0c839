import type { RunPlan } from './runPlan.ts';
import type { RunStep } from './runStep.ts';
import { userKey } from './stepsOf.ts';

/** What became of a row: all of its steps were done, or one of them was refused. */
export type RowMark = 'done' | 'refused';

/** Which rows of a run have come to their end. It lives: whoever looks at it later sees more of them. */
export class RowsDone {
  readonly #rows: readonly number[];
  readonly #byKey: ReadonlyMap<string, number>;
  /** How many steps of each change are left. */
  readonly #left: number[];
  readonly #refused = new Set<number>();
  readonly #marks = new Map<number, RowMark>();

  constructor({ changes }: Pick<RunPlan, 'changes'>, steps: readonly RunStep[]) {
    this.#rows = changes.map(({ row }) => row);
    this.#byKey = new Map(changes.map((change, at) => [userKey(change, at), at]));
    this.#left = changes.map(() => 0);
    for (const step of steps)
      for (const at of this.#changesOf(step)) this.#left[at] = (this.#left[at] ?? 0) + 1;
  }

  /** How many rows have come to their end, and of how many. */
  get done(): number {
    return this.#marks.size;
  }

  get of(): number {
    return this.#rows.length;
  }

  /** Undefined for a row that has steps to come, or none at all. */
  markOf(row: number): RowMark | undefined {
    return this.#marks.get(row);
  }

  /** A step was done, or refused; to be called once for each. */
  settle(step: RunStep, isRefused: boolean): void {
    for (const at of this.#changesOf(step)) {
      if (isRefused) this.#refused.add(at);
      const left = (this.#left[at] ?? 0) - 1;
      this.#left[at] = left;
      const row = this.#rows[at];
      if (left === 0 && row !== undefined) this.#marks.set(row, this.#refused.has(at) ? 'refused' : 'done');
    }
  }

  #changesOf(step: RunStep): ReadonlySet<number> {
    const byKeys = (keys: readonly string[]): ReadonlySet<number> =>
      new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []));
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
}
