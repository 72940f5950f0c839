/** The time of the campus, which the sandbox routes can put forward. Epoch milliseconds. */
export type Clock = { now(): number; advance(ms: number): void };

export function createClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance: (ms) => {
      ahead += ms;
    },
  };
}
