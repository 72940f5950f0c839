import { FailureError } from '../../../src/core/platform/failure.ts';

export type FakeClock = {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Sets the clock. */
  readonly set: (ms: number) => void;
  /** How many are asleep. */
  readonly sleeping: () => number;
  /** All sleeps so far, in milliseconds. */
  readonly slept: number[];
  /** Waits for `work`, moving the clock to the next sleeper's time whenever nothing else is left to do. */
  readonly run: <T>(work: Promise<T>) => Promise<T>;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/** A clock that stands still unless somebody waits for it. */
export function fakeClock(start = 1_800_000_000_000): FakeClock {
  let time = start;
  let sleepers: Sleeper[] = [];
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleeping: () => sleepers.length,
    set: (ms) => void (time = ms),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        slept.push(ms);
        const sleeper = { at: time + ms, wake: resolve };
        const stop = (): void => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(new FailureError({ kind: 'cancelled' }));
        };
        if (signal.aborted) {
          stop();
          return;
        }
        signal.addEventListener('abort', stop, { once: true });
        sleepers.push(sleeper);
      }),
    async run(work) {
      const settled = work.then(
        () => true,
        () => true,
      );
      // Several turns of the event loop, so that whatever can go on without the clock has done so.
      const idle = async (): Promise<boolean> => {
        for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
        return false;
      };
      while (!(await Promise.race([settled, idle()]))) {
        const next = sleepers.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) continue;
        time = Math.max(time, next.at);
        sleepers = sleepers.filter((other) => other !== next);
        next.wake();
      }
      return work;
    },
  };
}
