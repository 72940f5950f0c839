import { breathe } from '../roster/mend/breathe.ts';

/** The extension host is never held up for longer than this and one step. */
const SLICE_MS = 8;

/** Carries out what goes in steps, a slice at a time; undefined as soon as nobody wants it any more. */
export async function inSlices<T>(
  steps: Generator<undefined, T>,
  isWanted: () => boolean,
): Promise<T | undefined> {
  let until = performance.now() + SLICE_MS;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await breathe();
    if (!isWanted()) return undefined;
    until = performance.now() + SLICE_MS;
  }
}
