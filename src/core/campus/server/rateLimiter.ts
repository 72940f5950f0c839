import type { Switches } from './switches.ts';

const WINDOW_MS = 10_000;
const DAY_MS = 24 * 3_600_000;

export type RateDecision = { readonly allowed: boolean; readonly headers: Readonly<Record<string, string>> };

/** The organisation's limits: a window that slides over ten seconds, and the day in UTC (Codio protocol, section 2). */
export class RateLimiter {
  #recent: number[] = [];
  #day = 0;
  #today = 0;

  /** Counts one request at `now` (epoch milliseconds), unless a limit refuses it; refused requests do not count. */
  take(now: number, switches: Pick<Switches, 'burst' | 'daily' | 'resetUnit'>): RateDecision {
    const { burst, daily, resetUnit } = switches;
    this.#recent = this.#recent.filter((at) => at > now - WINDOW_MS);
    const day = Math.floor(now / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      this.#today = 0;
    }
    const allowed = this.#recent.length < burst && this.#today < daily;
    if (allowed) {
      this.#recent.push(now);
      this.#today += 1;
    }
    const waitMs = (this.#recent[0] ?? now) + WINDOW_MS - now;
    const reset = resetValue(resetUnit, waitMs, now);
    return {
      allowed,
      headers: {
        'X-RateLimit-Limit': String(burst),
        'X-RateLimit-Remaining': String(Math.max(0, burst - this.#recent.length)),
        ...(reset !== undefined && { 'X-RateLimit-Reset': String(reset) }),
        'X-RateLimit-DailyLimit': String(daily),
        'X-RateLimit-DailyLimit-Remaining': String(Math.max(0, daily - this.#today)),
      },
    };
  }

  reset(): void {
    this.#recent = [];
    this.#today = 0;
  }
}

/** What the header means on the wire is not known: the switch turns through the readings. */
function resetValue(unit: Switches['resetUnit'], waitMs: number, now: number): number | undefined {
  switch (unit) {
    case 'ns-duration':
      return Math.round(waitMs * 1_000_000);
    case 'epoch-seconds':
      return Math.ceil((now + waitMs) / 1000);
    case 'delta-seconds':
      return Math.ceil(waitMs / 1000);
    case 'absent':
      return undefined;
  }
}
