import assert from 'node:assert/strict';
import { RateLimiter } from '../../../src/core/campus/server/rateLimiter.ts';

const LIMITS = { burst: 3, daily: 100, resetUnit: 'ns-duration' } as const;
const NOON = Date.UTC(2026, 8, 14, 12);

describe('RateLimiter', () => {
  it('lets a burst through and refuses the next, until the first has left the window', () => {
    const limiter = new RateLimiter();
    const allowed = [0, 1000, 2000, 3000, 9999, 10_000, 10_001].map(
      (at) => limiter.take(NOON + at, LIMITS).allowed,
    );
    assert.deepEqual(allowed, [true, true, true, false, false, true, false]);
  });

  it('says how much is left', () => {
    const limiter = new RateLimiter();
    assert.deepEqual(limiter.take(NOON, LIMITS).headers, {
      'X-RateLimit-Limit': '3',
      'X-RateLimit-Remaining': '2',
      'X-RateLimit-Reset': '10000000000',
      'X-RateLimit-DailyLimit': '100',
      'X-RateLimit-DailyLimit-Remaining': '99',
    });
  });

  it('writes the reset in the unit of the switch', () => {
    const limiter = new RateLimiter();
    limiter.take(NOON, LIMITS);
    const reset = (
      resetUnit: 'ns-duration' | 'epoch-seconds' | 'delta-seconds' | 'absent',
    ): string | undefined =>
      limiter.take(NOON + 4000, { ...LIMITS, burst: 0, resetUnit }).headers['X-RateLimit-Reset'];
    assert.equal(reset('ns-duration'), '6000000000');
    assert.equal(reset('epoch-seconds'), String(NOON / 1000 + 10));
    assert.equal(reset('delta-seconds'), '6');
    assert.equal(reset('absent'), undefined);
  });

  it('counts the day, and starts again on the next', () => {
    const limiter = new RateLimiter();
    const limits = { ...LIMITS, burst: 100, daily: 2 };
    const day = 24 * 3_600_000;
    const allowed = [0, 60_000, 120_000, day].map((at) => limiter.take(NOON + at, limits).allowed);
    assert.deepEqual(allowed, [true, true, false, true]);
    const over = limiter.take(NOON + day, { ...limits, daily: 0 });
    assert.equal(over.allowed, false);
    assert.equal(over.headers['X-RateLimit-DailyLimit-Remaining'], '0');
  });
});
