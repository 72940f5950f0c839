import assert from 'node:assert/strict';
import { createDailyShare } from '../../../src/core/platform/dailyShare.ts';
import { pauseUntil } from '../../../src/core/platform/pauseUntil.ts';
import type { RequestBudget } from '../../../src/core/platform/platformClient.ts';
import { failsWith } from './failsWith.ts';

const shareOf = (used: number, percent: number, budget?: Omit<RequestBudget, 'saidAt'>, agoMs = 0) =>
  createDailyShare({
    used: () => Promise.resolve(used),
    budget: () => budget && { ...budget, saidAt: 1e12 - agoMs },
    percent: () => percent,
    now: () => 1e12,
  });

describe('createDailyShare', () => {
  it('counts from what the server allows in a day, and from 10,000 while it has not said', async () => {
    assert.deepEqual(await shareOf(100, 50).look(), { day: 5000, left: 4900 });
    assert.deepEqual(await shareOf(100, 50, { dayLimit: 400, dayLeft: 300 }).look(), { day: 200, left: 100 });
  });

  it('keeps a reserve for everybody when others have used much', async () => {
    assert.equal((await shareOf(10, 50, { dayLimit: 1000, dayLeft: 60 }).look()).left, 10);
    assert.equal((await shareOf(10, 100, { dayLimit: 1000, dayLeft: 60 }).look()).left, 60);
  });

  it('does not believe for long that nothing is left', async () => {
    assert.equal((await shareOf(10, 50, { dayLimit: 1000, dayLeft: 0 }).look()).left, 0);
    assert.equal((await shareOf(10, 50, { dayLimit: 1000, dayLeft: 0 }, 600_000).look()).left, 490);
  });

  it('fails as used up when nothing is left', async () => {
    await shareOf(4999, 50).pass();
    await failsWith(shareOf(5000, 50).pass(), { kind: 'quotaUsedUp', of: 'share' });
    await failsWith(shareOf(0, 50, { dayLimit: 1000, dayLeft: 50 }).pass(), {
      kind: 'quotaUsedUp',
      of: 'share',
    });
  });
});

describe('pauseUntil', () => {
  const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 22, hour));
  const tomorrow = new Date(Date.UTC(2026, 10, 23));

  it('goes on with the next day of UTC', () => {
    assert.deepEqual(pauseUntil({ kind: 'quotaUsedUp', of: 'share' }, at(1)), tomorrow);
    assert.deepEqual(pauseUntil({ kind: 'quotaUsedUp' }, at(14)), tomorrow);
  });

  it('asks every hour where the day of the server is not over at midnight', () => {
    assert.deepEqual(pauseUntil({ kind: 'quotaUsedUp' }, at(0)), at(1));
  });

  it('sits out a burst, and leaves to the user what time does not mend', () => {
    assert.deepEqual(pauseUntil({ kind: 'rateLimited', waitMs: 5 }, at(1)), new Date(+at(1) + 60_000));
    assert.equal(pauseUntil({ kind: 'signedOut' }, at(1)), undefined);
  });
});
