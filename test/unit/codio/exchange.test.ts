import assert from 'node:assert/strict';
import { createExchange } from '../../../src/core/codio/exchange.ts';
import { fail } from '../../../src/core/platform/failure.ts';
import { failsWith } from '../platform/failsWith.ts';
import { fakeClock } from './fakeClock.ts';
import { NO_STOP } from './fakeCodio.ts';
import { fakeHttp, type Answer } from './fakeHttp.ts';

const OFFLINE = { kind: 'offline', host: 'h', code: 'ECONNRESET' } as const;

function exchangeWith(answer: () => Answer) {
  const clock = fakeClock();
  const http = fakeHttp(answer);
  const exchange = createExchange({ http, requestsPerTenSeconds: 40, now: clock.now, sleep: clock.sleep });
  const send = (repeatable: boolean, signal = NO_STOP) =>
    exchange.send(
      { request: () => Promise.resolve({ method: 'GET', url: 'https://h/' }), repeatable },
      signal,
    );
  return { clock, http, exchange, send };
}

/** Answers one after the other; the last one again and again. */
function inTurn(...answers: readonly (Answer | (() => Answer))[]): () => Answer {
  let next = 0;
  return () => {
    const answer = answers[Math.min(next, answers.length - 1)] ?? {};
    next += 1;
    return typeof answer === 'function' ? answer() : answer;
  };
}

const limited = (headers: Record<string, string> = {}): Answer => ({ status: 429, headers });
const usedUp = limited({ 'x-ratelimit-dailylimit-remaining': '0', 'x-ratelimit-remaining': '30' });

describe('createExchange', () => {
  it('waits as long as the reset header says, and a little more, then sends again', async () => {
    const { clock, http, send } = exchangeWith(inTurn(limited({ 'x-ratelimit-reset': '3000000000' }), {}));
    const from = clock.now();
    assert.equal((await clock.run(send(false))).status, 200);
    const waited = clock.now() - from;
    assert.equal(http.requests.length, 2);
    assert.ok(waited >= 3000 && waited <= 3500, String(waited));
  });

  it('prefers Retry-After', async () => {
    const { clock, send } = exchangeWith(
      inTurn(limited({ 'retry-after': '7', 'x-ratelimit-reset': '1000000000' }), {}),
    );
    const from = clock.now();
    await clock.run(send(false));
    const waited = clock.now() - from;
    assert.ok(waited >= 7000 && waited <= 7500, String(waited));
  });

  it('does not sit out a long Retry-After in silence', async () => {
    const { clock, http, send } = exchangeWith(() => limited({ 'retry-after': '3600' }));
    await failsWith(clock.run(send(true)), { kind: 'rateLimited', waitMs: 3_600_000 });
    assert.equal(http.requests.length, 1);
  });

  it('gives up as limited after six tries', async () => {
    const { clock, http, send } = exchangeWith(() => limited({ 'x-ratelimit-reset': '2' }));
    await failsWith(clock.run(send(true)), { kind: 'rateLimited', waitMs: 2000 });
    assert.equal(http.requests.length, 6);
  });

  it('holds all other requests back while one is limited', async () => {
    let limit = true;
    const { clock, http, send } = exchangeWith(() => {
      const answer = limit ? limited({ 'x-ratelimit-reset': '4' }) : {};
      limit = false;
      return answer;
    });
    const from = clock.now();
    const first = send(true);
    await new Promise((resolve) => setImmediate(resolve));
    const late = send(true).then(() => clock.now() - from);
    await clock.run(Promise.all([first, late]));
    assert.ok((await late) >= 4000);
    assert.equal(http.requests.length, 3);
  });

  it('stops at once when the day is used up, also what waits in line', async () => {
    const { clock, http, send } = exchangeWith(() => usedUp);
    const from = clock.now();
    const all = Array.from({ length: 20 }, () => send(true));
    await clock.run(Promise.allSettled(all));
    for (const one of all) await failsWith(one, { kind: 'quotaUsedUp' });
    assert.ok(http.requests.length <= 4, String(http.requests.length));
    assert.equal(clock.now(), from);
  });

  it('asks the server once a minute whether the day is over, until it is', async () => {
    let answer = usedUp;
    const { clock, http, send } = exchangeWith(() => answer);
    await failsWith(send(true), { kind: 'quotaUsedUp' });
    clock.set(clock.now() + 59_999);
    await failsWith(send(true), { kind: 'quotaUsedUp' });
    assert.equal(http.requests.length, 1);
    clock.set(clock.now() + 1);
    await failsWith(send(true), { kind: 'quotaUsedUp' });
    await failsWith(send(true), { kind: 'quotaUsedUp' });
    assert.equal(http.requests.length, 2);
    answer = {};
    clock.set(clock.now() + 60_000);
    await send(true);
    await send(true);
    assert.equal(http.requests.length, 4);
  });

  it('takes the last request of the day as it is', async () => {
    const { send, exchange } = exchangeWith(() => ({
      headers: { 'x-ratelimit-dailylimit-remaining': '0', 'x-ratelimit-remaining': '12' },
    }));
    assert.equal((await send(true)).status, 200);
    const { burstLeft, dayLeft } = exchange.budget() ?? {};
    assert.deepEqual([burstLeft, dayLeft], [12, 0]);
  });

  for (const status of [500, 502, 503, 504]) {
    it(`repeats a reading request after ${status}, three times`, async () => {
      const { clock, http, send } = exchangeWith(() => ({ status }));
      assert.equal((await clock.run(send(true))).status, status);
      assert.equal(http.requests.length, 4);
      assert.deepEqual(clock.slept, [1000, 2000, 4000]);
    });

    it(`sends nothing else again after ${status}`, async () => {
      const { http, send } = exchangeWith(() => ({ status }));
      assert.equal((await send(false)).status, status);
      assert.equal(http.requests.length, 1);
    });
  }

  it('repeats a reading request after a broken connection, and nothing else', async () => {
    const reading = exchangeWith(inTurn(() => fail(OFFLINE), {}));
    assert.equal((await reading.clock.run(reading.send(true))).status, 200);
    const other = exchangeWith(inTurn(() => fail(OFFLINE), {}));
    await failsWith(other.send(false), OFFLINE);
    assert.equal(other.http.requests.length, 1);
    const broken = exchangeWith(() => fail(OFFLINE));
    await failsWith(broken.clock.run(broken.send(true)), OFFLINE);
    assert.equal(broken.http.requests.length, 4);
  });

  it('says at once that a server is not there, or does not answer', async () => {
    const failures = [
      { kind: 'offline', host: 'h', code: 'ECONNREFUSED' },
      { kind: 'offline', host: 'h', code: 'ENOTFOUND' },
      { kind: 'offline', host: 'h', code: 'CERT_HAS_EXPIRED' },
      { kind: 'timedOut', afterMs: 30_000 },
    ] as const;
    for (const failure of failures) {
      const { http, send } = exchangeWith(() => fail(failure));
      await failsWith(send(true), failure);
      assert.equal(http.requests.length, 1);
    }
  });

  it('can be cancelled while it waits', async () => {
    const { clock, send } = exchangeWith(() => limited({ 'x-ratelimit-reset': '9' }));
    const stop = new AbortController();
    const work = send(true, stop.signal);
    while (clock.sleeping() === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await failsWith(work, { kind: 'cancelled' });
  });

  it('knows nothing of the budget until the server says, and keeps what it said', async () => {
    const { exchange, send } = exchangeWith(
      inTurn({}, { headers: { 'x-ratelimit-dailylimit-remaining': '9990' } }, {}),
    );
    assert.equal(exchange.budget(), undefined);
    await send(true);
    assert.equal(exchange.budget(), undefined);
    await send(true);
    await send(true);
    assert.equal(exchange.budget()?.dayLeft, 9990);
  });
});
