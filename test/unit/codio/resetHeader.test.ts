import assert from 'node:assert/strict';
import { resetWaitMs } from '../../../src/core/codio/resetHeader.ts';
import { retryAfterMs } from '../../../src/core/platform/retryAfter.ts';

const NOW = 1_800_000_000_000;

describe('resetWaitMs', () => {
  for (const [what, header, expected] of [
    ['no header', undefined, 10_000],
    ['an empty one', '', 10_000],
    ['no number', 'soon', 10_000],
    ['zero', '0', 10_000],
    ['less than zero', '-5', 10_000],
    ['seconds since 1970', '1800000007', 7000],
    ['seconds since 1970 with a fraction', '1800000007.5', 7500],
    ['seconds since 1970, already over', '1799999990', 250],
    ['milliseconds since 1970', '1800000004000', 4000],
    ['nanoseconds since 1970', '1800000003000000000', 3000],
    ['a time of day too far ahead to be waited for', '1800000100', 15_000],
    ['seconds', '8', 8000],
    ['many seconds', '60', 15_000],
    ['milliseconds', '2500', 2500],
    ['nanoseconds', '9000000000', 9000],
    ['few nanoseconds', '61000', 250],
    ['many nanoseconds', '60000000000', 15_000],
  ] as const)
    it(`reads ${what}`, () => assert.equal(resetWaitMs(header, NOW), expected));
});

describe('retryAfterMs', () => {
  for (const [header, expected] of [
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['-1', undefined],
    ['0', 0],
    ['3', 3000],
    [new Date(NOW + 5000).toUTCString(), 5000],
    [new Date(NOW - 5000).toUTCString(), 0],
  ] as const)
    it(`reads ${String(header)}`, () => assert.equal(retryAfterMs({ 'retry-after': header }, NOW), expected));
});
