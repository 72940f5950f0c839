import { createHmac } from 'node:crypto';
import type { CampusKeys } from './campusKeys.ts';

/** Below this path lie the campus's pages for a browser. */
export const PORTAL = '/portal';

/**
 * The part of the portal's address that nobody can guess: a browser sends no bearer, so who has the address may see the pages. It
 * follows from the credentials, so that it is the same after a restart.
 */
function portalKey({ clientSecret }: CampusKeys): string {
  return createHmac('sha256', clientSecret).update('portal').digest('base64url').slice(0, 27);
}

/** The path below which the pages of a campus lie. */
export function portalBase(keys: CampusKeys): string {
  return `${PORTAL}/${portalKey(keys)}`;
}
