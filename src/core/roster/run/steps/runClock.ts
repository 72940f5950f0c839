import type { ImportProgress } from '../importRun.ts';
import type { RunStep } from './runStep.ts';

/** Roughly how long the steps take beside one another, in milliseconds: a password is hashed, everything else is a few rows. */
const USER_MS = 90;
const EACH_MS = 5;
const LEAST_MS = 20;
/** For so long the rough costs above are believed beside what was measured: the first steps alone say little. */
const ROUGH_MS = 1000;

/** How far a run is, and how long it will take from how long it has taken. Steps count by what they cost. */
export class RunClock {
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #of: number;
  #all = 0;
  /** Steps and costs that were done before this process began. */
  #before = 0;
  #doneCost = 0;
  #done = 0;

  constructor(steps: readonly RunStep[], now: () => number) {
    this.#now = now;
    this.#startedAt = now();
    this.#of = steps.length;
    for (const step of steps) this.#all += costOf(step);
  }

  /** A step that needs no time any more. */
  skip(step: RunStep): void {
    this.#before += costOf(step);
  }

  done(step: RunStep): ImportProgress {
    this.#done += 1;
    this.#doneCost += costOf(step);
    const here = this.#doneCost - this.#before;
    const left = this.#all - this.#doneCost;
    const elapsed = this.#now() - this.#startedAt;
    return {
      done: this.#done,
      of: this.#of,
      secondsLeft:
        here > 0 ? Math.ceil(((elapsed + ROUGH_MS) / (here + ROUGH_MS)) * (left / 1000)) : undefined,
    };
  }
}

function costOf(step: RunStep): number {
  switch (step.kind) {
    case 'create':
      return USER_MS;
    case 'update':
    case 'rename':
    case 'createClass':
    case 'removeClass':
      return LEAST_MS;
    case 'byServer':
      return 2 * USER_MS * step.changes.length;
    case 'giveRoles':
    case 'assign':
    case 'enrol':
      return LEAST_MS + EACH_MS * step.ties.length;
    case 'restore':
    case 'takeRole':
    case 'unassign':
    case 'unenrol':
    case 'remove':
      return LEAST_MS + EACH_MS * step.users.length;
  }
}
