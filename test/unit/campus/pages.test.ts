import assert from 'node:assert/strict';
import { Pages } from '../../../src/core/campus/server/pages.ts';
import { Refusal } from '../../../src/core/campus/server/refusal.ts';

const gone = (error: unknown): boolean => error instanceof Refusal && error.code === 404;

describe('Pages', () => {
  it('gives everything once, in order', () => {
    const pages = new Pages<number>();
    const first = pages.first([1, 2, 3, 4, 5], 2);
    const second = pages.next(first.nextToken!, true);
    const third = pages.next(second.nextToken!, true);
    assert.deepEqual([first.items, second.items, third.items], [[1, 2], [3, 4], [5]]);
    assert.equal(third.nextToken, undefined);
  });

  it('has no token when a page is exactly full', () => {
    assert.deepEqual(new Pages<number>().first([1, 2], 2), { items: [1, 2] });
  });

  it('takes a token once when it is strict, and any number of times when it is not', () => {
    const pages = new Pages<number>();
    const { nextToken } = pages.first([1, 2, 3], 2);
    assert.deepEqual(pages.next(nextToken!, false).items, [3]);
    assert.deepEqual(pages.next(nextToken!, true).items, [3]);
    assert.throws(() => pages.next(nextToken!, true), gone);
    assert.throws(() => pages.next('unknown', false), gone);
  });
});
