import type { Failure } from '../../platform/failure.ts';

/** True for a failure that time alone may mend: the same request is worth another try. */
export function isPassing(failure: Failure): boolean {
  switch (failure.kind) {
    case 'offline':
    case 'timedOut':
    case 'rateLimited':
      return true;
    case 'serverFault':
      return failure.status === undefined || failure.status >= 500;
    case 'signedOut':
    case 'forbidden':
    case 'gone':
    case 'quotaUsedUp':
    case 'badInput':
    case 'unexpectedAnswer':
    case 'overtaken':
    case 'portal':
    case 'disk':
    case 'damaged':
    case 'address':
    case 'repository':
    case 'cancelled':
      return false;
  }
}
