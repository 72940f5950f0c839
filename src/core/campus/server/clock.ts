/** The time of the campus, which the sandbox routes can put forward. Epoch milliseconds. */
export type Clock = { now(): number; advance(ms: number): void };

/** @param read where the time comes from; its own advances come on top of it */
export function createClock(read: () => number = Date.now): Clock {
  let ahead = 0;
  return {
    now: () => read() + ahead,
    advance: (ms) => {
      ahead += ms;
    },
  };
}
