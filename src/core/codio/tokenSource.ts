import { FailureError, fail } from '../platform/failure.ts';

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

type Pending = { readonly token: Promise<string>; readonly controller: AbortController; waiting: number };

/** Builds a token source (Codio protocol, section 1.3). A request for a token ends when nobody waits for it any more. */
export function createTokenSource(
  ask: (signal: AbortSignal) => Promise<Token>,
  now: () => number,
): TokenSource {
  let current: { readonly value: string; readonly from: number; readonly until: number } | undefined;
  let pending: Pending | undefined;

  const start = (): Pending => {
    const controller = new AbortController();
    const from = now();
    const token = ask(controller.signal).then(
      ({ value, lifetimeMs }) => {
        if (pending === begun) {
          pending = undefined;
          current = { value, from, until: from + lifetimeMs - Math.min(EARLY_MS, lifetimeMs / 2) };
        }
        return value;
      },
      (error: unknown) => {
        if (pending === begun) pending = undefined;
        throw error;
      },
    );
    const begun: Pending = { token, controller, waiting: 0 };
    return begun;
  };

  const drop = (begun: Pending): void => {
    if (pending === begun) pending = undefined;
    begun.controller.abort();
  };

  return {
    async get(signal) {
      if (signal.aborted) fail({ kind: 'cancelled' });
      const at = now();
      if (current !== undefined && at >= current.from && at < current.until) return current.value;
      pending ??= start();
      return await join(pending, drop, signal);
    },
    reject(value) {
      if (current?.value === value) current = undefined;
    },
    forget() {
      current = undefined;
      if (pending !== undefined) drop(pending);
    },
  };
}

/** Waits for a shared request until this caller's signal says stop; the last one to leave ends the request. */
async function join(
  pending: Pending,
  drop: (pending: Pending) => void,
  signal: AbortSignal,
): Promise<string> {
  pending.waiting += 1;
  let leave: (() => void) | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      leave = () => {
        reject(new FailureError({ kind: 'cancelled' }));
        pending.waiting -= 1;
        if (pending.waiting === 0) drop(pending);
      };
      signal.addEventListener('abort', leave, { once: true });
      pending.token.then(resolve, reject);
    });
  } finally {
    if (leave !== undefined) signal.removeEventListener('abort', leave);
  }
}
