import type { ServerJobPlace } from '../../core/platform/place.ts';

/** True for an export whose file the server has, or is to have. */
export function hasFile({ request, state }: ServerJobPlace): boolean {
  return request !== undefined && (state === 'running' || state === 'queued' || state === 'done');
}

/** True for an ended job that this account has begun: nothing of anybody else's is ever cleared. */
export function isClearable({ own, state }: ServerJobPlace): boolean {
  return own && (state === 'done' || state === 'failed' || state === 'cancelled');
}
