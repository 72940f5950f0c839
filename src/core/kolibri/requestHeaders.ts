import type { HttpRequest } from '../platform/http.ts';
import type { KolibriCookies } from './kolibriCookies.ts';

/** True for methods that read only: such a request may be repeated without a thought. */
export function isRead(method: HttpRequest['method']): boolean {
  return method === 'GET' || method === 'HEAD';
}

/**
 * The headers of a request (Kolibri protocol, section 1.1). Unsafe methods carry the CSRF token; over https Django wants a Referer
 * of the same host as well. Never an Origin: newer versions compare it. Without cookies it is a sign-in, which needs no token.
 */
export function requestHeaders(
  baseUrl: string,
  method: HttpRequest['method'],
  cookies: KolibriCookies | undefined,
  hasBody: boolean,
): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(hasBody && { 'Content-Type': 'application/json' }),
    ...(cookies && { Cookie: `kolibri_csrftoken=${cookies.csrf}; kolibri=${cookies.session}` }),
    ...(cookies && !isRead(method) && { 'X-CSRFToken': cookies.csrf }),
    ...(baseUrl.startsWith('https:') && { Referer: `${baseUrl}/` }),
  };
}
