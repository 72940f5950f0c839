import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type FakeRequest = {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** `body` is sent as JSON, or as it is when it is a text. */
export type FakeReply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
};

export type FakeKolibri = {
  readonly baseUrl: string;
  readonly requests: FakeRequest[];
  /** "GET /api/…" of each request, without the query. */
  trace(): readonly string[];
  close(): Promise<void>;
};

/** What a real server sends with an answer to a session that it does not know. */
export const CLEARED = 'kolibri=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax';

/** The answer to a sign-in as a superuser; the cookies are numbered. */
export function signedIn(number: number, more: Readonly<Record<string, unknown>> = {}): FakeReply {
  return {
    headers: {
      'Set-Cookie': [
        `kolibri_csrftoken=token${number}; Max-Age=31449600; Path=/; SameSite=Lax`,
        `kolibri=session${number}; HttpOnly; Path=/; SameSite=Lax`,
      ],
    },
    body: {
      id: 'current',
      username: 'admin',
      full_name: '',
      user_id: 'a1',
      facility_id: 'f1',
      kind: ['superuser', 'admin'],
      ...more,
    },
  };
}

/**
 * A server on loopback for what a real Kolibri cannot be made to do. `answer` gets each request; where it says nothing, sign-ins
 * succeed (each with new cookies), "who am I" says the same, and all else is an empty list.
 */
export async function startFakeKolibri(
  answer: (request: FakeRequest, count: number) => FakeReply | undefined = () => undefined,
): Promise<FakeKolibri> {
  const requests: FakeRequest[] = [];
  let signIns = 0;
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body,
      };
      requests.push(request);
      const known = answer(request, requests.length) ?? usual(request);
      const isText = typeof known.body === 'string';
      outgoing.writeHead(known.status ?? 200, {
        'Content-Type': isText ? 'text/html' : 'application/json',
        ...known.headers,
      } as Record<string, string | string[]>);
      outgoing.end(isText ? known.body : JSON.stringify(known.body ?? []));
    });
  });
  const usual = ({ method, path }: FakeRequest): FakeReply => {
    if (method === 'POST' && path === '/api/auth/session/') return signedIn((signIns += 1));
    if (method === 'PUT') return signedIn(signIns);
    return {};
  };
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    trace: () => requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
