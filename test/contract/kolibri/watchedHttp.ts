import type { Http, HttpRequest } from '../../../src/core/platform/http.ts';
import { http, never, serverUrl } from './server.ts';

/** An Http that remembers what went through it. */
export type WatchedHttp = Http & { readonly requests: HttpRequest[] };

export function watchedHttp(inner: Http = http): WatchedHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    send(request, signal) {
      requests.push(request);
      return inner.send(request, signal);
    },
    open(request, signal) {
      requests.push(request);
      return inner.open(request, signal);
    },
  };
}

/** "GET /api/…" of each request, below the server's prefix and without the query. */
export function tracedPaths({ requests }: WatchedHttp): readonly string[] {
  const { pathname } = new URL(serverUrl());
  const prefix = pathname.replace(/\/$/, '').length;
  return requests.map(({ method, url }) => `${method} ${new URL(url).pathname.slice(prefix)}`);
}

/** Ends the session of the client behind `watched` on the server, as another sign-out would. */
export async function killSession({ requests }: WatchedHttp): Promise<void> {
  const cookie = requests.findLast(({ headers }) => headers?.['Cookie'] !== undefined)?.headers?.['Cookie'];
  if (cookie === undefined) throw new Error('No request has carried a session yet.');
  const token = /kolibri_csrftoken=([^;]+)/.exec(cookie)?.[1] ?? '';
  const reply = await http.send(
    {
      method: 'DELETE',
      url: `${serverUrl()}/api/auth/session/current/`,
      headers: { Cookie: cookie, 'X-CSRFToken': token },
    },
    never,
  );
  if (reply.status !== 200) throw new Error(`Signing out answered ${reply.status}.`);
}
