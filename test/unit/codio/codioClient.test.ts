import assert from 'node:assert/strict';
import { createCodioClient } from '../../../src/core/codio/codioClient.ts';
import { failsWith } from '../platform/failsWith.ts';
import { CONNECTION, CREDENTIALS, fakeCodio, NO_STOP } from './fakeCodio.ts';
import { fakeHttp, json } from './fakeHttp.ts';

const students = { kind: 'students', course: { id: 'c', name: 'C' } } as const;

describe('createCodioClient', () => {
  it('asks nothing before it is used', async () => {
    const { client, http } = fakeCodio(() => ({ status: 500 }));
    await client.close();
    assert.deepEqual(http.requests, []);
  });

  it('checks the credentials against the API itself', async () => {
    const { client, asked, http } = fakeCodio(() => json({ courses: [] }));
    assert.deepEqual(await client.check(NO_STOP), { name: 'My school' });
    assert.deepEqual(asked(), ['GET /courses_list?archived=false']);
    assert.equal(http.requests.at(-1)?.headers?.['Authorization'], 'Bearer t1');
    const refused = fakeCodio(() => ({ status: 403 }));
    await failsWith(refused.client.check(NO_STOP), { kind: 'forbidden' });
  });

  it('replays a request once with a new token after 401', async () => {
    const { client, asked, http } = fakeCodio((_path, { headers }) =>
      headers?.['Authorization'] === 'Bearer t1' ? { status: 401 } : json([]),
    );
    for await (const page of client.children(students, { archived: false }, NO_STOP)) assert.ok(page);
    assert.equal(asked().length, 2);
    assert.equal(http.requests.at(-1)?.headers?.['Authorization'], 'Bearer t2');
  });

  it('is signed out when the new token is refused as well', async () => {
    const { client, asked } = fakeCodio(() => ({ status: 401 }));
    await failsWith(client.check(NO_STOP), { kind: 'signedOut' });
    assert.equal(asked().length, 2);
  });

  it('renews one token for many requests that were refused together', async () => {
    const { client, clock, http } = fakeCodio((_path, { headers }) =>
      headers?.['Authorization'] === 'Bearer t1' ? { status: 401 } : json([]),
    );
    const read = async (): Promise<void> => {
      for await (const page of client.children(students, { archived: false }, NO_STOP)) assert.ok(page);
    };
    await clock.run(Promise.all(Array.from({ length: 10 }, read)));
    const tokenRequests = http.requests.filter(({ url }) => url.startsWith(CONNECTION.oauthBaseUrl));
    assert.equal(tokenRequests.length, 2);
  });

  it('is signed out when the credentials are refused', async () => {
    const http = fakeHttp(() => ({ status: 401 }));
    const client = createCodioClient({ connection: CONNECTION, credentials: CREDENTIALS, http });
    await failsWith(client.check(NO_STOP), { kind: 'signedOut' });
    assert.equal(http.requests.length, 1);
  });

  it('says what is left of the request limits', async () => {
    const { client } = fakeCodio(() =>
      json({ courses: [] }, { 'x-ratelimit-remaining': '34', 'x-ratelimit-dailylimit-remaining': '3456' }),
    );
    assert.equal(client.requestBudget?.(), undefined);
    await client.check(NO_STOP);
    const { burstLeft, dayLeft } = client.requestBudget?.() ?? {};
    assert.deepEqual([burstLeft, dayLeft], [34, 3456]);
  });

  it('can be cancelled before and during a request', async () => {
    await failsWith(fakeCodio(() => json({})).client.check(AbortSignal.abort()), { kind: 'cancelled' });
    const stop = new AbortController();
    const { client } = fakeCodio(
      (_path, _request, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
          stop.abort();
        }),
    );
    await assert.rejects(client.check(stop.signal), { name: 'AbortError' });
  });
});
