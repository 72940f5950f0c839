import { fail } from './failure.ts';

/**
 * Makes concurrent calls of `run` one call. Each caller leaves by its own signal, as cancelled; the call itself is aborted when the
 * last caller has left. Nothing is remembered after the end.
 */
export function shareInFlight<T>(
  run: (signal: AbortSignal) => Promise<T>,
): (signal: AbortSignal) => Promise<T> {
  let flight: { readonly result: Promise<T>; readonly abort: AbortController; waiting: number } | undefined;

  return async (signal) => {
    if (signal.aborted) fail({ kind: 'cancelled' });
    if (flight === undefined) {
      const abort = new AbortController();
      const result = run(abort.signal);
      const mine = { result, abort, waiting: 0 };
      flight = mine;
      const land = (): void => {
        if (flight === mine) flight = undefined;
      };
      result.then(land, land);
    }
    const shared = flight;
    shared.waiting += 1;
    let leave: (() => void) | undefined;
    const left = new Promise<'left'>((resolve) => {
      leave = () => resolve('left');
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      const first = await Promise.race([shared.result.then((value) => ({ value })), left]);
      return first === 'left' ? fail({ kind: 'cancelled' }) : first.value;
    } finally {
      if (leave) signal.removeEventListener('abort', leave);
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        // The next caller must not join a flight that is going down.
        if (flight === shared) flight = undefined;
        shared.abort.abort();
      }
    }
  };
}
