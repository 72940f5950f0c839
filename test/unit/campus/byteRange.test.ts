import assert from 'node:assert/strict';
import { byteRange } from '../../../src/core/campus/server/byteRange.ts';

describe('byteRange', () => {
  for (const [header, wanted] of [
    ['bytes=0-', { first: 0, last: 99 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['bytes=10-1000', { first: 10, last: 99 }],
    ['bytes=-5', { first: 95, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=99-', { first: 99, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=20-10', undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=0-1', undefined],
    [undefined, undefined],
  ] as const) {
    it(`reads ${header ?? 'no header'} of 100 bytes`, () => assert.deepEqual(byteRange(header, 100), wanted));
  }

  it('finds nothing in an empty file', () => assert.equal(byteRange('bytes=0-', 0), 'unsatisfiable'));
});
