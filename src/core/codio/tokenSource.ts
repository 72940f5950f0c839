import { fail } from '../platform/failure.ts';
import { shareInFlight } from '../platform/shareInFlight.ts';

/** A bearer token and how long it lives from the moment it was asked for, in milliseconds. */
export type Token = { readonly value: string; readonly lifetimeMs: number };

/** The current token of a connection. Everything that asks at the same time shares one request. */
export type TokenSource = {
  /** A token that is still good, asking for a new one if need be. Fails as the request does, or as cancelled. */
  get(signal: AbortSignal): Promise<string>;
  /** The server did not take this token: the next `get` asks for another. */
  reject(value: string): void;
  /** Drops the token and ends a request for one. */
  forget(): void;
};

/** Tokens are renewed this long before they end; one with a short life, after half of it. */
const EARLY_MS = 60_000;

/** Builds a token source (Codio protocol, section 1.3). A request for a token ends when nobody waits for it any more. */
export function createTokenSource(
  ask: (signal: AbortSignal) => Promise<Token>,
  now: () => number,
): TokenSource {
  let current: { readonly value: string; readonly from: number; readonly until: number } | undefined;
  let forgotten = new AbortController();

  const renew = shareInFlight(async (signal) => {
    const from = now();
    const { value, lifetimeMs } = await ask(signal);
    // What an ended request brings all the same is not kept.
    if (!signal.aborted)
      current = { value, from, until: from + lifetimeMs - Math.min(EARLY_MS, lifetimeMs / 2) };
    return value;
  });

  return {
    async get(signal) {
      if (signal.aborted) fail({ kind: 'cancelled' });
      const at = now();
      if (current !== undefined && at >= current.from && at < current.until) return current.value;
      return renew(AbortSignal.any([signal, forgotten.signal]));
    },
    reject(value) {
      if (current?.value === value) current = undefined;
    },
    forget() {
      forgotten.abort();
      forgotten = new AbortController();
      current = undefined;
    },
  };
}
