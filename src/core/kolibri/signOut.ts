import type { Http } from '../platform/http.ts';
import type { KolibriCookies } from './kolibriCookies.ts';
import { requestHeaders } from './requestHeaders.ts';

/** Nobody waits longer for a goodbye; the server forgets the session by itself. */
const PATIENCE_MS = 5000;

/** Ends a session on the server (Kolibri protocol, section 1.2). */
export async function signOut(
  http: Http,
  baseUrl: string,
  cookies: KolibriCookies,
  signal: AbortSignal,
): Promise<void> {
  await http.send(
    {
      method: 'DELETE',
      url: `${baseUrl}/api/auth/session/current/`,
      headers: requestHeaders(baseUrl, 'DELETE', cookies, false),
      maxRedirects: 0,
      timeoutMs: PATIENCE_MS,
    },
    signal,
  );
}
