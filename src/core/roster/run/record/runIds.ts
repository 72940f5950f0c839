import type { RunBook } from './runBook.ts';
import type { PlaceKey, RunStep, UserKey } from '../steps/runStep.ts';

/** The ids behind the keys of a run: what its plan names, and what its steps have made so far. */
export class RunIds {
  readonly #users = new Map<UserKey, string>();
  readonly #classes = new Map<PlaceKey, string>();

  constructor(book: RunBook, steps: Iterable<RunStep>) {
    for (const [at, { id }] of book.plan.classes.entries())
      if (id !== undefined) this.#classes.set(`#${at}`, id);
    for (const step of steps) {
      const state = book.stateOf(step.id);
      if (state?.state === 'done') this.learn(step, state.made);
    }
  }

  /** Takes over what a step has made. */
  learn(step: RunStep, made: readonly string[]): void {
    const [first] = made;
    if (step.kind === 'createClass' && first !== undefined) this.#classes.set(`#${step.at}`, first);
    if (step.kind === 'create' && first !== undefined) this.#users.set(`#${step.change}`, first);
    if (step.kind === 'byServer')
      for (const [index, change] of step.changes.entries()) {
        const id = made[index];
        if (id !== undefined && id !== '') this.#users.set(`#${change}`, id);
      }
  }

  /** Undefined for a user who was not created. */
  user(key: UserKey): string | undefined {
    return key.startsWith('#') ? this.#users.get(key) : key;
  }

  /** Undefined for a class that was not created. */
  place(key: PlaceKey): string | undefined {
    return key.startsWith('#') ? this.#classes.get(key) : key;
  }
}
