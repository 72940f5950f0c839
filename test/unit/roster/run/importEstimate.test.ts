import assert from 'node:assert/strict';
import { checkSecondsLeft } from '../../../../src/core/roster/run/check/importEstimate.ts';

describe('how long a check on the server will go on', () => {
  it('is the estimate at first', () => {
    assert.equal(checkSecondsLeft(5, 0, 0), 5);
    assert.equal(checkSecondsLeft(5, 3, 0.01), 2);
  });

  it('is what the server makes of it when it is slower', () => {
    assert.equal(checkSecondsLeft(5, 3, 0.1), 12);
    assert.equal(checkSecondsLeft(5, 12, 0.4), 3);
  });

  it('is not known when the estimate has run out', () => {
    assert.equal(checkSecondsLeft(5, 6, 0), undefined);
  });
});
