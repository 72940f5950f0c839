import assert from 'node:assert/strict';
import { fail } from '../../../src/core/platform/failure.ts';
import type { Place } from '../../../src/core/platform/place.ts';
import { Branch } from '../../../src/features/courses/branch.ts';
import { until } from '../../until.ts';

const course = { id: 'c', name: 'C' };

function page(count: number): readonly Place[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'student',
    id: String(index),
    name: `S ${index}`,
    course,
  }));
}

describe('the rows below a row of the Courses view', () => {
  let pulled = 0;
  /** A server with these pages; a page that is undefined fails. */
  const branchOf = async (...pages: readonly (readonly Place[] | undefined)[]): Promise<Branch> => {
    pulled = 0;
    const listing = async function* (): AsyncGenerator<readonly Place[]> {
      for (const one of pages) {
        pulled += 1;
        yield await Promise.resolve(one ?? fail({ kind: 'offline', host: 'school', code: 'ECONNREFUSED' }));
      }
    };
    const branch = new Branch(
      () => Promise.resolve(listing()),
      () => undefined,
    );
    await until('a state of rest', () => branch.state.step !== 'loading' || undefined);
    return branch;
  };
  const rest = async (branch: Branch): Promise<string> =>
    until('a state of rest', () => (branch.state.step === 'loading' ? undefined : branch.state.step));

  it('offers no more where all are shown: in one long page, or in pages that end just there', async () => {
    for (const pages of [[page(402)], [page(100), page(100)], [page(200)], [page(150), page(100)]]) {
      const branch = await branchOf(...pages);
      assert.equal(branch.state.step, 'done');
      assert.equal(branch.places.length, pages.flat().length);
    }
  });

  it('offers more where there is more, and pulls no page twice for knowing it', async () => {
    const branch = await branchOf(page(100), page(100), page(100), page(100), page(50));
    assert.equal(branch.state.step, 'paused');
    assert.equal(branch.places.length, 200);
    assert.equal(pulled, 3);
    branch.more();
    assert.equal(await rest(branch), 'paused');
    assert.equal(branch.places.length, 400);
    branch.more();
    assert.equal(await rest(branch), 'done');
    assert.equal(branch.places.length, 450);
    assert.equal(pulled, 5);
  });

  it('says why there is no more when more is asked for, and keeps what is shown', async () => {
    const branch = await branchOf(page(200), undefined);
    assert.equal(branch.state.step, 'paused');
    branch.more();
    assert.equal(await rest(branch), 'failed');
    assert.equal(branch.places.length, 200);
  });
});
