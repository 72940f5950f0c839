import assert from 'node:assert/strict';
import { signIn, type SignedIn } from '../../../src/core/kolibri/signIn.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import { failureFrom } from '../../failureFrom.ts';
import { signedIn, startFakeKolibri, type FakeKolibri, type FakeReply } from './fakeKolibri.ts';

const never = new AbortController().signal;
const http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });

const UNKNOWN = { status: 400, body: [{ id: 'NOT_FOUND', metadata: { field: 'username' } }] };
const WRONG = { status: 401, body: [{ id: 'INVALID_CREDENTIALS', metadata: {} }] };
const UNSET = { status: 400, body: [{ id: 'PASSWORD_NOT_SPECIFIED', metadata: { field: 'password' } }] };
const LEARNER = signedIn(1, { kind: ['learner'] });

describe('signIn', () => {
  let server: FakeKolibri;
  afterEach(() => server.close());

  /** `replies`: to a sign-in without a facility first, then with facility f1, f2 … */
  const attempt = async (replies: readonly FakeReply[], facilityId?: string): Promise<SignedIn> => {
    server = await startFakeKolibri(({ method, path, body }) => {
      if (path === '/api/public/v1/facility/')
        return { body: replies.slice(1).map((_, index) => ({ id: `f${index + 1}` })) };
      if (method !== 'POST') return undefined;
      const { facility } = JSON.parse(body) as { facility?: string };
      return replies[facility === undefined ? 0 : Number(facility.slice(1))];
    });
    const credentials = { platform: 'kolibri', username: 'admin', password: 'x' } as const;
    return signIn({ http, baseUrl: server.baseUrl, credentials, facilityId }, never);
  };

  it('asks the other facilities when the default one does not know the name', async () => {
    const { administrator } = await attempt([UNKNOWN, UNKNOWN, signedIn(2, { facility_id: 'f2' })]);
    assert.equal(administrator.facilityId, 'f2');
  });

  it('asks them too when the default one knows another person of that name', async () => {
    for (const first of [WRONG, UNSET, LEARNER]) {
      const { administrator } = await attempt([first, first, signedIn(2, { facility_id: 'f2' })]);
      assert.equal(administrator.facilityId, 'f2');
      await server.close();
    }
  });

  it('tells what the first facility that knows the name has said', async () => {
    assert.deepEqual(await failureFrom(attempt([UNKNOWN, UNKNOWN, UNKNOWN])), { kind: 'signedOut' });
    await server.close();
    assert.deepEqual(await failureFrom(attempt([WRONG, WRONG, LEARNER])), { kind: 'signedOut' });
    await server.close();
    assert.deepEqual(await failureFrom(attempt([UNKNOWN, UNKNOWN, LEARNER])), {
      kind: 'forbidden',
      needs: 'facilityAdmin',
    });
    await server.close();
    assert.deepEqual(await failureFrom(attempt([LEARNER, LEARNER, WRONG])), {
      kind: 'forbidden',
      needs: 'facilityAdmin',
    });
  });

  it('shows a wrong password to three facilities that know the name, and to no more', async () => {
    const refused = await failureFrom(attempt([WRONG, WRONG, UNKNOWN, WRONG, WRONG, signedIn(5)]));
    assert.deepEqual(refused, { kind: 'signedOut' });
    const tries = server.trace().filter((path) => path.startsWith('POST'));
    // The default one, which is also f1; f2 does not know the name; f3 is the third.
    assert.equal(tries.length, 4);
    await server.close();
    const many = Array.from({ length: 60 }, () => UNKNOWN);
    assert.deepEqual(await failureFrom(attempt(many)), { kind: 'signedOut' });
    assert.equal(server.trace().filter((path) => path.startsWith('POST')).length, 25);
  });

  it('asks one facility only when there is one', async () => {
    await failureFrom(attempt([UNKNOWN, UNKNOWN]));
    assert.deepEqual(server.trace(), ['POST /api/auth/session/', 'GET /api/public/v1/facility/']);
  });

  it('begins with the facility that is known', async () => {
    await attempt([UNKNOWN, UNKNOWN, signedIn(2)], 'f2');
    assert.deepEqual(server.trace(), ['POST /api/auth/session/']);
  });

  it('looks elsewhere when that facility has been deleted', async () => {
    const deleted = { status: 400, body: ['Invalid pk "f2" - object does not exist.'] };
    assert.equal((await attempt([UNKNOWN, signedIn(1), deleted], 'f2')).administrator.facilityId, 'f1');
  });

  it('does not take a broken server or another web application for a wrong password', async () => {
    assert.deepEqual(await failureFrom(attempt([{ status: 500, body: '<h1>Server Error</h1>' }])), {
      kind: 'serverFault',
      status: 500,
      detail: '',
    });
    await server.close();
    for (const reply of [
      { status: 200, body: '<h1>Welcome</h1>' },
      { status: 302, headers: { Location: '/login' }, body: '' },
      { status: 404, body: '' },
      { status: 200, body: signedIn(1).body },
    ]) {
      assert.deepEqual(await failureFrom(attempt([reply])), { kind: 'gone', missing: 'kolibri' });
      await server.close();
    }
  });
});
