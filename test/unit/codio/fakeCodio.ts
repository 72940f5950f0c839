import type { CodioConnection } from '../../../src/core/platform/connection.ts';
import { createCodioClient } from '../../../src/core/codio/codioClient.ts';
import type { HttpRequest } from '../../../src/core/platform/http.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { fakeClock, type FakeClock } from './fakeClock.ts';
import { fakeHttp, json, type Answer, type FakeHttp } from './fakeHttp.ts';

export const CONNECTION: CodioConnection = {
  platform: 'codio',
  id: 'c',
  name: 'My school',
  oauthBaseUrl: 'https://oauth.codio.test',
  apiBaseUrl: 'https://octopus.codio.test',
};
export const CREDENTIALS = { platform: 'codio', clientId: 'client', clientSecret: 'se/cret' } as const;
export const NO_STOP = new AbortController().signal;

export type FakeCodio = {
  readonly client: PlatformClient;
  readonly http: FakeHttp;
  readonly clock: FakeClock;
  /** The API requests so far, as `METHOD /path?query` below /api/v1; token requests are left out. */
  readonly asked: () => string[];
};

/** A client whose API is the function `answer`; tokens are t1, t2, … and live for ten minutes. */
export function fakeCodio(
  answer: (path: string, request: HttpRequest, signal: AbortSignal) => Answer | Promise<Answer>,
): FakeCodio {
  const clock = fakeClock();
  let tokens = 0;
  const api = `${CONNECTION.apiBaseUrl}/api/v1`;
  const http = fakeHttp((request, signal) => {
    if (request.url.startsWith(CONNECTION.oauthBaseUrl))
      return json({ access_token: `t${(tokens += 1)}`, expires_in: 600 });
    return answer(request.url.slice(api.length), request, signal);
  });
  return {
    client: createCodioClient({
      connection: CONNECTION,
      credentials: CREDENTIALS,
      http,
      now: clock.now,
      sleep: clock.sleep,
    }),
    http,
    clock,
    asked: () =>
      http.requests
        .filter(({ url }) => !url.startsWith(CONNECTION.oauthBaseUrl))
        .map(({ method, url }) => `${method} ${url.startsWith(api) ? url.slice(api.length) : url}`),
  };
}

/** Everything that a listing gives, page by page. */
export async function pagesOf<T>(pages: AsyncIterable<readonly T[]>): Promise<(readonly T[])[]> {
  const all: (readonly T[])[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
