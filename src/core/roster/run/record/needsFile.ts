import type { RunBook } from './runBook.ts';
import { stepsOf } from '../steps/stepsOf.ts';

/** Whether what is left of a run cannot be done without its users file, which alone has the passwords. */
export function needsFile(book: RunBook): boolean {
  return stepsOf(book.plan)
    .flatMap(({ steps }) => steps)
    .some((step) => {
      const state = book.stateOf(step.id)?.state;
      if (state === 'done' || state === 'failed') return false;
      if (step.kind === 'update') return book.plan.changes[step.change]?.hasPassword === true;
      return step.kind === 'create' || step.kind === 'byServer';
    });
}
