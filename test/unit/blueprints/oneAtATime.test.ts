import assert from 'node:assert/strict';
import { oneAtATime } from '../../../src/host/oneAtATime.ts';

describe('one at a time', () => {
  it('does not begin what comes meanwhile, says so, and takes the next', async () => {
    let busy = 0;
    const one = oneAtATime(() => void (busy += 1));
    const done: string[] = [];
    let finish = (): void => undefined;
    const first = one(async () => {
      await new Promise<void>((end) => (finish = end));
      done.push('first');
    });
    await one(() => Promise.resolve(void done.push('second')));
    assert.deepEqual([done, busy], [[], 1]);
    finish();
    await first;
    await one(() => Promise.resolve(void done.push('third')));
    assert.deepEqual([done, busy], [['first', 'third'], 1]);
    await assert.rejects(
      one(() => Promise.reject(new Error('no'))),
      /no/,
    );
    await one(() => Promise.resolve(void done.push('fourth')));
    assert.deepEqual(done, ['first', 'third', 'fourth']);
  });
});
