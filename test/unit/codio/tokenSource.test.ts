import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { FailureError } from '../../../src/core/platform/failure.ts';
import { createTokenSource, type Token } from '../../../src/core/codio/tokenSource.ts';
import { failsWith } from '../platform/failsWith.ts';
import { NO_STOP } from './fakeCodio.ts';

type Ask = {
  readonly signal: AbortSignal;
  readonly give: (token: Token) => void;
  readonly refuse: (error: Error) => void;
};

describe('createTokenSource', () => {
  let time: number;
  let asks: Ask[];
  const source = () =>
    createTokenSource(
      (signal) => new Promise((give, refuse) => void asks.push({ signal, give, refuse })),
      () => time,
    );
  beforeEach(() => {
    time = 1_000_000;
    asks = [];
  });

  it('shares one request and then one token', async () => {
    const tokens = source();
    const both = Promise.all([tokens.get(NO_STOP), tokens.get(NO_STOP)]);
    asks[0]?.give({ value: 'a', lifetimeMs: 600_000 });
    assert.deepEqual(await both, ['a', 'a']);
    assert.equal(await tokens.get(NO_STOP), 'a');
    assert.equal(asks.length, 1);
  });

  it('renews a minute before the end, counted from the request', async () => {
    const tokens = source();
    const first = tokens.get(NO_STOP);
    time += 5000;
    asks[0]?.give({ value: 'a', lifetimeMs: 600_000 });
    await first;
    time = 1_000_000 + 539_999;
    assert.equal(await tokens.get(NO_STOP), 'a');
    time += 1;
    const second = tokens.get(NO_STOP);
    asks[1]?.give({ value: 'b', lifetimeMs: 600_000 });
    assert.equal(await second, 'b');
  });

  it('uses a token with a short life for half of it', async () => {
    const tokens = source();
    const first = tokens.get(NO_STOP);
    asks[0]?.give({ value: 'a', lifetimeMs: 5000 });
    await first;
    time += 2499;
    assert.equal(await tokens.get(NO_STOP), 'a');
    time += 1;
    void tokens.get(NO_STOP);
    assert.equal(asks.length, 2);
  });

  it('does not trust a token from the future: the clock was set back', async () => {
    const tokens = source();
    const first = tokens.get(NO_STOP);
    asks[0]?.give({ value: 'a', lifetimeMs: 600_000 });
    await first;
    time -= 3_600_000;
    void tokens.get(NO_STOP);
    assert.equal(asks.length, 2);
  });

  it('asks anew after a token was rejected, but once for all who held it', async () => {
    const tokens = source();
    const first = tokens.get(NO_STOP);
    asks[0]?.give({ value: 'a', lifetimeMs: 600_000 });
    await first;
    tokens.reject('a');
    const second = tokens.get(NO_STOP);
    asks[1]?.give({ value: 'b', lifetimeMs: 600_000 });
    await second;
    tokens.reject('a');
    assert.equal(await tokens.get(NO_STOP), 'b');
    assert.equal(asks.length, 2);
  });

  it('gives a failure to all who wait, and asks again next time', async () => {
    const tokens = source();
    const waiting = [tokens.get(NO_STOP), tokens.get(NO_STOP)];
    asks[0]?.refuse(new FailureError({ kind: 'signedOut' }));
    for (const one of waiting) await failsWith(one, { kind: 'signedOut' });
    const again = tokens.get(NO_STOP);
    asks[1]?.give({ value: 'b', lifetimeMs: 600_000 });
    assert.equal(await again, 'b');
  });

  it('goes on for the others when one is cancelled', async () => {
    const tokens = source();
    const stop = new AbortController();
    const leaves = tokens.get(stop.signal);
    const stays = tokens.get(NO_STOP);
    stop.abort();
    await failsWith(leaves, { kind: 'cancelled' });
    assert.equal(asks[0]?.signal.aborted, false);
    asks[0].give({ value: 'a', lifetimeMs: 600_000 });
    assert.equal(await stays, 'a');
    assert.equal(getEventListeners(stop.signal, 'abort').length, 0);
  });

  it('ends the request when the last one is cancelled', async () => {
    const tokens = source();
    const [one, two] = [new AbortController(), new AbortController()];
    const both = [tokens.get(one.signal), tokens.get(two.signal)];
    one.abort();
    two.abort();
    for (const each of both) await failsWith(each, { kind: 'cancelled' });
    assert.equal(asks[0]?.signal.aborted, true);
    const again = tokens.get(NO_STOP);
    asks[1]?.give({ value: 'b', lifetimeMs: 600_000 });
    // What the ended request brings all the same is not kept.
    asks[0].give({ value: 'a', lifetimeMs: 600_000 });
    assert.equal(await again, 'b');
    assert.equal(await tokens.get(NO_STOP), 'b');
  });

  it('asks nothing for somebody who is already cancelled', async () => {
    await failsWith(source().get(AbortSignal.abort()), { kind: 'cancelled' });
    assert.equal(asks.length, 0);
  });

  it('forgets', async () => {
    const tokens = source();
    const first = tokens.get(NO_STOP);
    asks[0]?.give({ value: 'a', lifetimeMs: 600_000 });
    await first;
    tokens.forget();
    const second = tokens.get(NO_STOP);
    assert.equal(asks.length, 2);
    tokens.forget();
    await failsWith(second, { kind: 'cancelled' });
    assert.equal(asks[1]?.signal.aborted, true);
  });
});
