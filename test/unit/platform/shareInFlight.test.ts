import assert from 'node:assert/strict';
import { shareInFlight } from '../../../src/core/platform/shareInFlight.ts';
import { fail } from '../../../src/core/platform/failure.ts';
import { failureFrom } from '../../failureFrom.ts';

const never = new AbortController().signal;

describe('shareInFlight', () => {
  it('makes concurrent calls one, and later calls new ones', async () => {
    let runs = 0;
    const shared = shareInFlight(() => Promise.resolve((runs += 1)));
    assert.deepEqual(await Promise.all([shared(never), shared(never)]), [1, 1]);
    assert.equal(await shared(never), 2);
  });

  it('gives a failure to all callers', async () => {
    const shared = shareInFlight(() => Promise.resolve().then(() => fail({ kind: 'signedOut' })));
    const failures = await Promise.all([failureFrom(shared(never)), failureFrom(shared(never))]);
    assert.deepEqual(failures, [{ kind: 'signedOut' }, { kind: 'signedOut' }]);
  });

  it('aborts the call when its last caller has left, and begins anew for the next', async () => {
    const seen: AbortSignal[] = [];
    const shared = shareInFlight((signal) => {
      seen.push(signal);
      return new Promise<string>((resolve) => {
        if (seen.length === 2) resolve('second');
      });
    });
    const [one, two] = [new AbortController(), new AbortController()];
    const left = [failureFrom(shared(one.signal)), failureFrom(shared(two.signal))];
    one.abort();
    await left[0];
    assert.equal(seen[0]?.aborted, false);
    two.abort();
    assert.deepEqual(await Promise.all(left), [{ kind: 'cancelled' }, { kind: 'cancelled' }]);
    assert.equal(seen[0].aborted, true);
    assert.equal(await shared(never), 'second');
  });

  it('begins nothing for a caller that has left already', async () => {
    let runs = 0;
    const shared = shareInFlight(() => Promise.resolve((runs += 1)));
    assert.deepEqual(await failureFrom(shared(AbortSignal.abort())), { kind: 'cancelled' });
    assert.equal(runs, 0);
  });
});
