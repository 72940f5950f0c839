import { FailureError, type Failure } from '../src/core/platform/failure.ts';

/** The failure of a call that must fail; throws where it does not, or not with a failure. */
export async function failureFrom(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('This should have failed.');
}
