const SHORTEST_MS = 250;
const LONGEST_MS = 15_000;
/** The whole window: what to wait when the server does not say. */
const UNKNOWN_MS = 10_000;
/** How far a time of day may lie from our clock to be taken for one. */
const BAND_MS = 120_000;

/**
 * Reads `X-RateLimit-Reset` as milliseconds to wait from `nowMs` (Codio protocol, section 2). Codio's own documentation gives it as
 * a duration and as a time of day, and its client divides it by a million: so all units are told apart by size.
 * The answer lies between a quarter of a second and 15 s, because the window has only 10.
 */
export function resetWaitMs(header: string | undefined, nowMs: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wait(header, nowMs)));
}

function wait(header: string | undefined, nowMs: number): number {
  const value = header === undefined || header.trim() === '' ? NaN : Number(header);
  if (!Number.isFinite(value) || value <= 0) return UNKNOWN_MS;
  // A time of day in seconds, milliseconds or nanoseconds since 1970.
  for (const unitsPerMs of [1e-3, 1, 1e6]) {
    const aheadMs = value / unitsPerMs - nowMs;
    if (Math.abs(aheadMs) <= BAND_MS) return aheadMs;
  }
  // A duration: seconds, milliseconds or nanoseconds.
  if (value <= 60) return value * 1000;
  if (value <= 60_000) return value;
  return value / 1e6;
}
