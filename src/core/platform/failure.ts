import type { AddressField, AddressProblem, RepositoryProblem } from './repositoryProblem.ts';

/**
 * What a request that found nothing was looking for; the sentence shown to the user depends on it. `server`: the connection itself;
 * `kolibri`: something answers at the address, and it is no Kolibri.
 */
export type Missing =
  'server' | 'kolibri' | 'place' | 'task' | 'link' | 'file' | 'sources' | 'guides' | 'manifest';

/** What somebody else did on the server, so that the file asked for will not come. */
export type Overtaker = 'cancellation' | 'otherExport';

/** Why the data portal of a server would not do it: the server does not reach it, or it does not know the token, or it refuses. */
export type PortalProblem = 'offline' | 'badToken' | 'refused';

/**
 * The closed set of ways in which work can fail. A failure is plain data: it goes into the ledger, is compared in tests, and is
 * mapped once to one sentence and one action (src/host/failureText.ts).
 *
 * `detail` is the server's own text. It may name a student: it is shown to the user, never logged.
 */
export type Failure =
  | { readonly kind: 'offline'; readonly host: string; readonly code: string }
  | { readonly kind: 'signedOut' }
  /** `needs` says whose right it is, where that is known. */
  | { readonly kind: 'forbidden'; readonly needs?: 'facilityAdmin' }
  | { readonly kind: 'gone'; readonly missing: Missing }
  | { readonly kind: 'rateLimited'; readonly waitMs: number }
  /** `of` is share when Lectern's own share of the day is used up, and there may be requests left for others. */
  | { readonly kind: 'quotaUsedUp'; readonly of?: 'share' }
  | { readonly kind: 'serverFault'; readonly status?: number; readonly detail: string }
  | { readonly kind: 'badInput'; readonly detail: string }
  /** An answer of another form than the protocol says; `at` is the place in it, a dotted path of field names. */
  | { readonly kind: 'unexpectedAnswer'; readonly status: number; readonly at: string }
  | { readonly kind: 'overtaken'; readonly by: Overtaker }
  /** `status` is what the portal answered with when it refused. */
  | { readonly kind: 'portal'; readonly problem: PortalProblem; readonly status?: number }
  | {
      readonly kind: 'disk';
      readonly problem: 'full' | 'denied' | 'missing' | 'other';
      readonly path: string;
    }
  | {
      readonly kind: 'damaged';
      readonly problem: 'truncated' | 'webPage' | 'wrongKind' | 'unreadable' | 'manifest';
    }
  | { readonly kind: 'address'; readonly field: AddressField; readonly problem: AddressProblem }
  | { readonly kind: 'repository'; readonly problem: RepositoryProblem }
  | { readonly kind: 'timedOut'; readonly afterMs: number }
  | { readonly kind: 'cancelled' };

/** Carries a {@link Failure} up the stack. Its message names the kind only, so that it may be logged. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`Lectern: ${failure.kind}`, options);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** Throws `failure`; for use where an expression is wanted. */
export function fail(failure: Failure, cause?: unknown): never {
  throw new FailureError(failure, cause === undefined ? undefined : { cause });
}

/**
 * Reads any thrown value as a {@link Failure}. What Lectern did not expect becomes a server fault without a status, so that no
 * error is ever swallowed; callers log the original beside it.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof Error) {
    if (error.name === 'AbortError' || error.name === 'CanceledError') return { kind: 'cancelled' };
    return diskFailure(error) ?? { kind: 'serverFault', detail: error.message };
  }
  return { kind: 'serverFault', detail: String(error) };
}

const DISK_PROBLEMS: Readonly<Record<string, 'full' | 'denied' | 'missing'>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOENT: 'missing',
  ENOTDIR: 'denied',
  EEXIST: 'denied',
};

function diskFailure(error: NodeJS.ErrnoException): Failure | undefined {
  if (error.code === undefined || error.path === undefined) {
    // A failed write() carries no path, yet only a file system says "no space".
    return error.code === 'ENOSPC' || error.code === 'EDQUOT'
      ? { kind: 'disk', problem: 'full', path: '' }
      : undefined;
  }
  return { kind: 'disk', problem: DISK_PROBLEMS[error.code] ?? 'other', path: error.path };
}
