import type { Failure } from './failure.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHORTEST_MS = 60_000;

/**
 * When work that stopped for this failure goes on by itself; undefined if time alone does not mend it. A burst limit that was not over
 * after several tries is given a minute. Used-up requests of the day come back at midnight UTC, as far as is known (Codio protocol,
 * section 2: whether the day is a day of UTC is not documented). If they are used up in the first hours after it, the server's day may be
 * another one, and it is asked every hour.
 */
export function pauseUntil(failure: Failure, now: Date): Date | undefined {
  const at = now.getTime();
  if (failure.kind === 'rateLimited') return new Date(at + Math.max(SHORTEST_MS, failure.waitMs));
  if (failure.kind !== 'quotaUsedUp') return undefined;
  const isEarly = at % DAY_MS < 4 * HOUR_MS;
  return failure.of !== 'share' && isEarly ? new Date(at + HOUR_MS) : nextDay(now);
}

/** The next midnight of UTC. */
export function nextDay(now: Date): Date {
  return new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
}
