import { FailureError } from '../src/core/platform/failure.ts';

/** Work that ends by its signal alone, as cancelled; at once when that was aborted before it began. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new FailureError({ kind: 'cancelled' }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
