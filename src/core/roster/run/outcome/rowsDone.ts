import { changesOfStep } from '../steps/changesOfStep.ts';
import type { RunPlan } from '../record/runPlan.ts';
import type { RunStep } from '../steps/runStep.ts';
import { userKey } from '../steps/stepsOf.ts';

/** What became of a row: its user is written and its roles and classes follow, all of its steps were done, or one of them was refused. */
export type RowMark = 'written' | 'done' | 'refused';

/**
 * How far the rows of a run are. Roles and classes are sent for many rows together, when all users are written: a row counts as written
 * with the last step that is its own, or with its last step if it has none of its own. It lives: whoever looks at it later sees more.
 */
export class RowsDone {
  readonly #rows: readonly number[];
  readonly #byKey: ReadonlyMap<string, number>;
  /** How many steps of each change are left, and how many that are its own. */
  readonly #left: number[];
  readonly #ownLeft: number[];
  readonly #written = new Set<number>();
  /** How many rows have steps of their own to come, and whether any had. */
  #owners: number;
  readonly #hasOwners: boolean;
  readonly #refused = new Set<number>();
  readonly #marks = new Map<number, RowMark>();
  #edition = 0;

  constructor({ changes }: Pick<RunPlan, 'changes'>, steps: readonly RunStep[]) {
    this.#rows = changes.map(({ row }) => row);
    this.#byKey = new Map(changes.map((change, at) => [userKey(change, at), at]));
    this.#left = changes.map(() => 0);
    this.#ownLeft = changes.map(() => 0);
    for (const step of steps)
      for (const at of changesOfStep(step, this.#byKey)) {
        this.#left[at] = (this.#left[at] ?? 0) + 1;
        if (isOwn(step)) this.#ownLeft[at] = (this.#ownLeft[at] ?? 0) + 1;
      }
    this.#owners = this.#ownLeft.filter((left) => left > 0).length;
    this.#hasOwners = this.#owners > 0;
  }

  /** How many rows are written, and of how many. */
  get written(): number {
    return this.#written.size;
  }

  /** Another number whenever a row has another mark. */
  get edition(): number {
    return this.#edition;
  }

  /** Whether there were users to write and all of them are: what is left are roles, classes and removals. */
  get areUsersWritten(): boolean {
    return this.#owners === 0 && this.#hasOwners;
  }

  get of(): number {
    return this.#rows.length;
  }

  /** Undefined for a row of which nothing is done yet that is its own, or that has no step at all. */
  markOf(row: number): RowMark | undefined {
    return this.#marks.get(row);
  }

  /** A step was done, or refused; to be called once for each. */
  settle(step: RunStep, isRefused: boolean): void {
    for (const at of changesOfStep(step, this.#byKey)) {
      if (isRefused) this.#refused.add(at);
      const left = (this.#left[at] ?? 0) - 1;
      this.#left[at] = left;
      const isLastOwn = isOwn(step) && this.#settleOwn(at) === 0;
      const row = this.#rows[at];
      if (row === undefined || (left > 0 && !isLastOwn && !this.#written.has(at))) continue;
      this.#written.add(at);
      this.#edition += 1;
      this.#marks.set(row, this.#refused.has(at) ? 'refused' : left === 0 ? 'done' : 'written');
    }
  }

  #settleOwn(at: number): number {
    const left = (this.#ownLeft[at] ?? 0) - 1;
    this.#ownLeft[at] = left;
    if (left === 0) this.#owners -= 1;
    return left;
  }
}

/** What is done for a row by itself, or makes its user what others build on; roles and classes are sent for many rows together. */
function isOwn({ kind }: RunStep): boolean {
  return ['create', 'update', 'byServer', 'rename', 'restore'].includes(kind);
}
