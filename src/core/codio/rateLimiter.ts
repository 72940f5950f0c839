import { fail, FailureError, type Failure } from '../platform/failure.ts';

export type RateLimiterOptions = {
  /** Most requests begun in any 10 seconds. */
  readonly perWindow: number;
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** Lets requests through in the order in which they came, no faster than the organisation's burst limit allows. */
export type RateLimiter = {
  /**
   * Waits for a turn; call the answer when the request is over. `again` puts a request that was already sent once before those
   * that were not. Fails as cancelled, and as whatever {@link RateLimiter.flush} says.
   */
  take(signal: AbortSignal, again: boolean): Promise<() => void>;
  /** Counts a request that does not wait in line (a token request, which the waiting ones need). */
  count(): void;
  /** The server says that so many requests are left until `resetMs` have passed. */
  note(left: number, resetMs: number): void;
  /** Lets nothing through for so long. */
  pause(ms: number): void;
  /** Fails everything that waits. */
  flush(failure: Failure): void;
};

const WINDOW_MS = 10_000;
const CONCURRENT = 4;

type Waiter = { readonly go: () => void; readonly stop: (error: FailureError) => void };

/**
 * Builds the rate limiter of one connection (Codio protocol, section 2). It counts starts over a sliding window: a bucket that
 * refills steadily would let through twice its size within one window of the server's. The server's own count wins when it
 * is lower, because other people of the organisation use the same one.
 */
export function createRateLimiter({ perWindow, now, sleep }: RateLimiterOptions): RateLimiter {
  const starts: number[] = [];
  const queue: Waiter[] = [];
  let running = 0;
  let pausedUntil = 0;
  let ceiling: { left: number; readonly until: number } | undefined;
  let latest = 0;
  let waking: AbortController | undefined;

  const read = (): number => {
    const at = now();
    if (at < latest) {
      // The clock was set back: what is on record would hold everything up for as long.
      starts.length = 0;
      pausedUntil = 0;
      ceiling = undefined;
    }
    latest = at;
    return at;
  };

  const waitMs = (at: number): number => {
    while (starts[0] !== undefined && starts[0] <= at - WINDOW_MS) starts.shift();
    if (ceiling !== undefined && ceiling.until <= at) ceiling = undefined;
    const blocking = starts.length >= perWindow ? starts[starts.length - perWindow] : undefined;
    return Math.max(
      0,
      pausedUntil - at,
      blocking === undefined ? 0 : blocking + WINDOW_MS - at,
      ceiling !== undefined && ceiling.left <= 0 ? ceiling.until - at : 0,
    );
  };

  const count = (): void => {
    starts.push(read());
    if (ceiling !== undefined) ceiling.left -= 1;
  };

  const pump = (): void => {
    if (queue.length === 0) waking?.abort();
    while (queue.length > 0 && running < CONCURRENT) {
      const wait = waitMs(read());
      if (wait > 0) {
        wakeIn(wait);
        return;
      }
      running += 1;
      count();
      queue.shift()?.go();
    }
  };

  const wakeIn = (ms: number): void => {
    if (waking !== undefined) return;
    const controller = new AbortController();
    waking = controller;
    const wake = (): void => {
      waking = undefined;
      pump();
    };
    // Ends early only when nobody waits any more; either way the queue is looked at again.
    sleep(ms, controller.signal).then(wake, wake);
  };

  return {
    take(signal, again) {
      return new Promise<() => void>((resolve, reject) => {
        if (signal.aborted) fail({ kind: 'cancelled' });
        const leave = (): void => {
          queue.splice(queue.indexOf(waiter), 1);
          reject(new FailureError({ kind: 'cancelled' }));
          pump();
        };
        let over = false;
        const waiter: Waiter = {
          go: () => {
            signal.removeEventListener('abort', leave);
            resolve(() => {
              if (over) return;
              over = true;
              running -= 1;
              pump();
            });
          },
          stop: (error) => {
            signal.removeEventListener('abort', leave);
            reject(error);
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        if (again) queue.unshift(waiter);
        else queue.push(waiter);
        pump();
      });
    },
    count,
    note(left, resetMs) {
      const at = read();
      // What else is under way may not have been counted by the server when it answered this one.
      ceiling = { left: left - Math.max(0, running - 1), until: at + resetMs };
      pump();
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, read() + ms);
    },
    flush(failure) {
      for (const waiter of queue.splice(0)) waiter.stop(new FailureError(failure));
      pump();
    },
  };
}
