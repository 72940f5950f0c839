import assert from 'node:assert/strict';
import { KolibriSession, type KolibriSessionOptions } from '../../../src/core/kolibri/session.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import type { HttpRequest } from '../../../src/core/platform/http.ts';
import { failureFrom } from '../../failureFrom.ts';
import { CLEARED, signedIn, startFakeKolibri, type FakeKolibri } from './fakeKolibri.ts';

const never = new AbortController().signal;
const http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });
const SIGN_IN = 'POST /api/auth/session/';
const WHO = 'PUT /api/auth/session/current/';
const DEAD = { headers: { 'Set-Cookie': CLEARED } };

describe('KolibriSession', () => {
  let server: FakeKolibri;
  const start = async (...[answer]: Parameters<typeof startFakeKolibri>): Promise<void> => {
    server = await startFakeKolibri(answer);
  };
  afterEach(() => server.close());

  const sessionWith = (options: Partial<KolibriSessionOptions> = {}): KolibriSession =>
    new KolibriSession({
      baseUrl: server.baseUrl,
      credentials: { platform: 'kolibri', username: 'admin', password: 'secret' },
      http,
      sleep: () => Promise.resolve(),
      now: () => 0,
      ...options,
    });
  const get = (path = '/api/auth/classroom/'): HttpRequest => ({
    method: 'GET',
    url: `${server.baseUrl}${path}`,
  });
  const post = (): HttpRequest => ({
    method: 'POST',
    url: `${server.baseUrl}/api/tasks/tasks/`,
    body: '{}',
  });

  it('signs in without cookies or token, then sends the new cookies, and the token with writes', async () => {
    await start();
    const session = sessionWith();
    await session.send(get(), never);
    await session.send(post(), never);
    const [login, read, write] = server.requests;
    assert.equal(login?.headers.cookie, undefined);
    assert.equal(login?.headers['x-csrftoken'], undefined);
    assert.deepEqual(JSON.parse(login?.body ?? ''), { username: 'admin', password: 'secret' });
    assert.equal(read?.headers.cookie, 'kolibri_csrftoken=token1; kolibri=session1');
    assert.equal(read.headers['x-csrftoken'], undefined);
    assert.equal(write?.headers['x-csrftoken'], 'token1');
    assert.equal(write.headers['content-type'], 'application/json');
    for (const { headers } of server.requests) {
      assert.equal(headers.origin, undefined);
      assert.equal(headers.referer, undefined);
    }
  });

  it('takes a list that clears the cookie for a dead session, though its status is 200', async () => {
    await start((_request, count) => (count === 2 ? DEAD : count > 3 ? { body: ['a class'] } : undefined));
    const session = sessionWith();
    const reply = await session.send(get(), never);
    assert.equal(reply.text, '["a class"]');
    assert.deepEqual(server.trace(), [
      SIGN_IN,
      'GET /api/auth/classroom/',
      SIGN_IN,
      'GET /api/auth/classroom/',
    ]);
    assert.equal(server.requests[3]?.headers.cookie, 'kolibri_csrftoken=token2; kolibri=session2');
  });

  it('gives up as signed out when the new session is dead as well', async () => {
    await start(({ method }) => (method === 'GET' ? DEAD : undefined));
    assert.deepEqual(await failureFrom(sessionWith().send(get(), never)), { kind: 'signedOut' });
    assert.equal(server.requests.length, 4);
  });

  it('repeats a write that the server has refused', async () => {
    for (const refusal of [
      { status: 403, body: [{ id: 'PERMISSION_DENIED' }], ...DEAD },
      { status: 403, body: '<h1>Forbidden</h1> CSRF verification failed.' },
      { status: 400, body: ['bad'], ...DEAD },
      // What some views make of an anonymous caller.
      { status: 500, body: '<h1>Server Error (500)</h1>', ...DEAD },
    ]) {
      await start((_request, count) => (count === 2 ? refusal : undefined));
      assert.equal((await sessionWith().send(post(), never)).status, 200);
      assert.deepEqual(server.trace(), [
        SIGN_IN,
        'POST /api/tasks/tasks/',
        SIGN_IN,
        'POST /api/tasks/tasks/',
      ]);
      await server.close();
    }
  });

  it('never repeats a write that may have been carried out', async () => {
    await start((_request, count) => (count === 2 ? { body: '', ...DEAD } : undefined));
    const session = sessionWith();
    assert.equal((await session.send(post(), never)).status, 200);
    assert.deepEqual(server.trace(), [SIGN_IN, 'POST /api/tasks/tasks/']);
    // The session is known to be dead all the same.
    await session.send(get(), never);
    assert.equal(server.trace()[2], SIGN_IN);
    await server.close();

    await start((_request, count) => (count === 2 ? { status: 500, body: '' } : undefined));
    assert.equal((await sessionWith().send(post(), never)).status, 500);
    assert.deepEqual(server.trace(), [SIGN_IN, 'POST /api/tasks/tasks/']);
  });

  it('waits as long as a locked database asks for, and then asks again', async () => {
    const waits: number[] = [];
    await start((_request, count) =>
      count === 2 || count === 3
        ? { status: 503, headers: { 'Retry-After': '10' }, body: 'Database is not available' }
        : undefined,
    );
    const session = sessionWith({
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    assert.equal((await session.send(post(), never)).status, 200);
    assert.deepEqual(waits, [10_000, 10_000]);
  });

  it('hands a 503 over when it does not end, or names no time', async () => {
    await start(({ method }) =>
      method === 'GET' ? { status: 503, headers: { 'Retry-After': '1' }, body: '' } : undefined,
    );
    assert.equal((await sessionWith().send(get(), never)).status, 503);
    assert.equal(server.requests.length, 4);
    await server.close();
    await start(({ method }) => (method === 'GET' ? { status: 503, body: '' } : undefined));
    assert.equal((await sessionWith().send(get(), never)).status, 503);
    assert.equal(server.requests.length, 2);
  });

  it('proves the session again after five minutes, and only when there is work', async () => {
    await start();
    let now = 0;
    const session = sessionWith({ now: () => now });
    await session.send(get(), never);
    now = 4 * 60_000;
    await session.send(get(), never);
    now = 5 * 60_000;
    await session.send(get(), never);
    now = 9 * 60_000;
    await session.send(get(), never);
    const list = 'GET /api/auth/classroom/';
    assert.deepEqual(server.trace(), [SIGN_IN, list, list, WHO, list, list]);
    assert.deepEqual(JSON.parse(server.requests[3]?.body ?? ''), { active: false });
  });

  it('signs in again when nobody is signed in any more, and refuses who is no administrator any more', async () => {
    await start(({ method }) =>
      method === 'PUT'
        ? { body: { ...Object(signedIn(1).body), user_id: null, kind: ['anonymous'] } }
        : undefined,
    );
    const session = sessionWith();
    await session.administrator(never);
    await session.administrator(never);
    assert.deepEqual(server.trace(), [SIGN_IN, WHO, SIGN_IN]);
    await server.close();
    await start(({ method }) => (method === 'POST' ? signedIn(1, { kind: ['coach'] }) : undefined));
    assert.deepEqual(await failureFrom(sessionWith().administrator(never)), {
      kind: 'forbidden',
      needs: 'facilityAdmin',
    });
  });

  it('tells how far the clock of the server is ahead', async () => {
    await start(({ method }) =>
      method === 'POST' ? signedIn(1, { server_time: '1970-01-01T00:01:30.000000Z' }) : undefined,
    );
    const { clockAheadMs } = await sessionWith({ now: () => 60_000 }).administrator(never);
    assert.equal(clockAheadMs, 30_000);
  });

  it('goes on waiting for a shared sign-in that another caller has left', async () => {
    await start();
    const session = sessionWith();
    const impatient = new AbortController();
    const left = failureFrom(session.administrator(impatient.signal));
    const stays = session.administrator(never);
    impatient.abort();
    assert.deepEqual(await left, { kind: 'cancelled' });
    assert.equal((await stays).name, 'admin');
    assert.equal(server.requests.length, 1);
  });

  it('opens a file with the session, and signs in again for a web page in its place', async () => {
    for (const page of [
      { status: 403, body: '<h1>403 Forbidden</h1>' },
      { status: 200, body: '<h1>Sign in</h1>' },
      { status: 302, headers: { Location: '/en/auth/' }, body: '' },
    ]) {
      await start(({ method }, count) =>
        method !== 'GET' ? undefined : count === 2 ? page : { headers: { 'Content-Type': 'text/csv' } },
      );
      const reply = await sessionWith().open(get('/facility/api/downloadcsvfile/user/f1/'), never);
      reply.body.destroy();
      assert.equal(reply.headers['content-type'], 'text/csv');
      assert.equal(server.trace()[2], SIGN_IN);
      await server.close();
    }
  });

  it('keeps its cookies from every other address', async () => {
    await start();
    const session = sessionWith();
    for (const url of ['http://example.org/', `${server.baseUrl}0/x`, server.baseUrl]) {
      const failure = await failureFrom(session.send({ method: 'GET', url }, never));
      assert.equal(failure.kind, 'badInput');
    }
    assert.equal(server.requests.length, 0);
  });

  it('signs out at the end, and does not mind a server that is gone', async () => {
    await start();
    const session = sessionWith();
    await session.administrator(never);
    await session.close();
    assert.deepEqual(server.trace(), [SIGN_IN, 'DELETE /api/auth/session/current/']);
    assert.equal(server.requests[1]?.headers['x-csrftoken'], 'token1');
    const other = sessionWith();
    await other.administrator(never);
    await server.close();
    await other.close();
  });
});
