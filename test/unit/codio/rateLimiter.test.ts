import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { createRateLimiter, type RateLimiter } from '../../../src/core/codio/rateLimiter.ts';
import { failsWith } from '../platform/failsWith.ts';
import { fakeClock, type FakeClock } from './fakeClock.ts';

const noStop = new AbortController().signal;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createRateLimiter', () => {
  let clock: FakeClock;
  let limiter: RateLimiter;
  let started: { readonly name: number; readonly at: number }[];
  let running: number;
  let most: number;

  beforeEach(() => {
    clock = fakeClock();
    limiter = createRateLimiter({ perWindow: 40, now: clock.now, sleep: clock.sleep });
    started = [];
    running = 0;
    most = 0;
  });

  /** A request that takes `ms`. */
  const request = async (name: number, ms: number, again = false): Promise<void> => {
    const release = await limiter.take(noStop, again);
    started.push({ name, at: clock.now() });
    running += 1;
    most = Math.max(most, running);
    await clock.sleep(ms, noStop);
    running -= 1;
    release();
  };

  it('lets 120 requests through in order, at most 40 in any ten seconds and 4 at a time', async () => {
    const all = Array.from({ length: 120 }, (_, name) => request(name, 7));
    await clock.run(Promise.all(all));
    assert.deepEqual(
      started.map(({ name }) => name),
      Array.from({ length: 120 }, (_, name) => name),
    );
    assert.equal(most, 4);
    for (const [index, { at }] of started.entries()) {
      const later = started[index + 40];
      if (later) assert.ok(later.at - at >= 10_000, `${index} and ${index + 40}`);
    }
    assert.ok(started[119]!.at - started[0]!.at < 21_000, 'and does not wait longer than it must');
  });

  it('takes the lower count of the server until it resets', async () => {
    await clock.run(request(0, 0));
    const from = clock.now();
    limiter.note(2, 3000);
    await clock.run(Promise.all([1, 2, 3, 4].map((name) => request(name, 0))));
    assert.deepEqual(
      started.map(({ at }) => at - from),
      [0, 0, 0, 3000, 3000],
    );
  });

  it('counts what is under way against what the server says is left', async () => {
    const releases = await Promise.all([limiter.take(noStop, false), limiter.take(noStop, false)]);
    // The first of the two has been answered; the second may not have been counted yet.
    limiter.note(1, 2000);
    for (const release of releases) release();
    const from = clock.now();
    await clock.run(request(3, 0));
    assert.equal(started[0]!.at - from, 2000);
  });

  it('ignores the server when it has more left than we take', async () => {
    limiter.note(50, 10_000);
    await clock.run(Promise.all(Array.from({ length: 40 }, (_, name) => request(name, 0))));
    assert.equal(started.at(-1)!.at, started[0]!.at);
  });

  it('lets nothing through during a pause, and then what was sent before first', async () => {
    limiter.pause(5000);
    const from = clock.now();
    const all = [request(1, 0), request(2, 0), request(9, 0, true)];
    await clock.run(Promise.all(all));
    assert.deepEqual(
      started.map(({ name, at }) => [name, at - from]),
      [
        [9, 5000],
        [1, 5000],
        [2, 5000],
      ],
    );
  });

  it('counts a request that does not wait', async () => {
    for (let i = 0; i < 40; i += 1) limiter.count();
    const from = clock.now();
    await clock.run(request(1, 0));
    assert.equal(started[0]!.at - from, 10_000);
  });

  it('lets a waiting request go when it is cancelled, and its place with it', async () => {
    limiter.pause(5000);
    const stop = new AbortController();
    const gone = limiter.take(stop.signal, false);
    const stays = request(1, 0);
    stop.abort();
    await failsWith(gone, { kind: 'cancelled' });
    await failsWith(limiter.take(stop.signal, false), { kind: 'cancelled' });
    await clock.run(stays);
    assert.equal(started.length, 1);
  });

  it('ends its own waiting with the last one who waits, and listens to nobody any more', async () => {
    limiter.pause(5000);
    const stop = new AbortController();
    const gone = limiter.take(stop.signal, false);
    const sleeping = clock.sleeping();
    stop.abort();
    await failsWith(gone, { kind: 'cancelled' });
    assert.deepEqual([sleeping, clock.sleeping()], [1, 0]);
    assert.equal(getEventListeners(stop.signal, 'abort').length, 0);
    await clock.run(request(1, 0));
    assert.equal(started.length, 1, 'and the next one is still served');
  });

  it('frees a place once, even when it is released twice', async () => {
    const first = await limiter.take(noStop, false);
    for (let i = 0; i < 3; i += 1) await limiter.take(noStop, false);
    first();
    first();
    await limiter.take(noStop, false);
    let sixth = false;
    void limiter.take(noStop, false).then(() => (sixth = true));
    await turn();
    assert.equal(sixth, false);
  });

  it('fails everything that waits when it is flushed', async () => {
    limiter.pause(5000);
    const waiting = [limiter.take(noStop, false), limiter.take(noStop, false)];
    limiter.flush({ kind: 'quotaUsedUp' });
    for (const one of waiting) await failsWith(one, { kind: 'quotaUsedUp' });
  });

  it('does not wait for hours when the clock is set back', async () => {
    for (let i = 0; i < 40; i += 1) limiter.count();
    clock.set(clock.now() - 3_600_000);
    const from = clock.now();
    await clock.run(request(1, 0));
    assert.equal(started[0]!.at, from);
  });
});
