import { FailureError, failureOf } from '../platform/failure.ts';
import { RefusedError } from './refusal.ts';

/** What reading an archive threw, as a failure: cancelled, the disk's own, or bytes that are not what the archive says. */
export function readError(error: unknown, signal: AbortSignal): FailureError {
  if (signal.aborted) return new FailureError({ kind: 'cancelled' }, { cause: error });
  if (error instanceof FailureError) return error;
  const failure = failureOf(error);
  return failure.kind === 'disk'
    ? new FailureError(failure, { cause: error })
    : new RefusedError({ reason: 'damaged' }, { cause: error });
}
