import { fail, type Failure } from '../../platform/failure.ts';
import type { FetchLimits } from './repositoryFile.ts';

/** Holds one fetch to its limits. `signal` is aborted when one is reached, or when the caller cancels. */
export type TransferGuard = {
  readonly signal: AbortSignal;
  /** Ends the fetch; the first reason given counts. */
  stop(failure: Failure): void;
  /** Throws why the fetch was ended, if it was. */
  check(): void;
  /** To be called at the end, however it comes. */
  release(): void;
};

/** Begins to watch the clock: `totalMs` from now on, the fetch ends as timedOut. */
export function guardTransfer({ totalMs }: FetchLimits, caller: AbortSignal): TransferGuard {
  const abort = new AbortController();
  let reason: Failure | undefined;
  const stop = (failure: Failure): void => {
    reason ??= failure;
    abort.abort();
  };
  const cancel = (): void => stop({ kind: 'cancelled' });
  if (caller.aborted) cancel();
  caller.addEventListener('abort', cancel, { once: true });
  const clock = setTimeout(() => stop({ kind: 'timedOut', afterMs: totalMs }), totalMs);
  return {
    signal: abort.signal,
    stop,
    check() {
      if (reason) fail(reason);
    },
    release() {
      clearTimeout(clock);
      caller.removeEventListener('abort', cancel);
    },
  };
}
