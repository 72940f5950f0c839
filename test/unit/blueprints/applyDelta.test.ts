import assert from 'node:assert/strict';
import { applyDelta } from '../../../src/core/blueprints/repository/builtIn/applyDelta.ts';
import { FailureError } from '../../../src/core/platform/failure.ts';

describe('a delta of a pack', () => {
  const base = Buffer.from('Hello, world');

  it('copies and inserts', () => {
    // 12 → 13: copy 7 bytes from 0, insert "moon", copy 2 bytes from 0.
    const delta = Buffer.from([12, 13, 0x90, 7, 4, ...Buffer.from('moon'), 0x91, 10, 2]);
    assert.equal(applyDelta(base, delta).toString(), 'Hello, moonld');
  });

  it('is refused when it does not fit', () => {
    const bad = [
      [11, 1, 0x90, 1], // another base
      [12, 3, 0x91, 11, 3], // beyond the base
      [12, 1, 0x90, 2], // beyond the result
      [12, 2, 0x90, 1], // short of the result
      [12, 1, 0], // the command that git keeps for later
      [12, 4, 4, 97], // an insertion that breaks off
      [0x8c, 0x8c, 0x8c, 0x8c, 0x8c, 0x8c, 0x8c, 0x8c, 0x8c],
      [],
    ];
    for (const delta of bad) assert.throws(() => applyDelta(base, Buffer.from(delta)), FailureError);
  });
});
