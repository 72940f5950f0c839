import { breathe } from './breathe.ts';

/** So long the extension host is held up at a time. */
const SLICE_MS = 8;

/** Takes the steps of some work until it is done, and lets others have their turn in between. Undefined once nobody wants it any more. */
export async function inSlices<T>(
  work: Generator<unknown, T>,
  isWanted: () => boolean,
): Promise<T | undefined> {
  for (let until = performance.now() + SLICE_MS; ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await breathe();
    if (!isWanted()) return undefined;
    until = performance.now() + SLICE_MS;
  }
}
