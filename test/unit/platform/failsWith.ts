import assert from 'node:assert/strict';
import { FailureError, type Failure } from '../../../src/core/platform/failure.ts';

/** Expects `work` to fail with a FailureError that carries exactly this failure. */
export async function failsWith(work: Promise<unknown>, failure: Failure): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof FailureError, String(error));
    assert.deepEqual(error.failure, failure);
    return true;
  });
}
