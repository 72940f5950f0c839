import assert from 'node:assert/strict';
import { createKolibriClient } from '../../../src/core/kolibri/kolibriClient.ts';
import type { DataPortal } from '../../../src/core/platform/dataPortal.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import { failureFrom } from '../../failureFrom.ts';
import { signedIn, startFakeKolibri, type FakeKolibri, type FakeReply } from './fakeKolibri.ts';

const never = new AbortController().signal;
const http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });
const facility = { id: 'f1', name: 'School' };
const NOW = Date.parse('2026-11-22T10:00:00Z');
const SYNC = 'kolibri.core.auth.tasks.dataportalsync';
const OFFLINE = { status: 503, body: { status: 'offline' } };
const BAD_TOKEN = { status: 400, body: [{ id: 'INVALID_KDP_REGISTRATION_TOKEN', metadata: {} }] };

function job(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: 'j1',
    type: SYNC,
    status: 'RUNNING',
    facility_id: 'f1',
    exception: null,
    traceback: '',
    extra_metadata: { started_by: 'a1', sync_state: 'PUSHING', bytes_sent: 1200, bytes_received: 30 },
    scheduled_datetime: '2026-11-22T09:59:00+00:00',
    ...more,
  };
}

describe('the data portal of a Kolibri server', () => {
  let server: FakeKolibri;
  afterEach(() => server.close());

  const portalWith = async (
    answer: (call: string, body: string) => FakeReply | undefined,
  ): Promise<DataPortal> => {
    server = await startFakeKolibri(({ method, path, body }) =>
      method === 'POST' && path === '/api/auth/session/'
        ? signedIn(1, { server_time: new Date(NOW).toISOString() })
        : method === 'PUT'
          ? undefined
          : answer(`${method} ${path}`, body),
    );
    const { portal } = createKolibriClient({
      connection: { platform: 'kolibri', id: 'k', name: 'K', baseUrl: server.baseUrl },
      credentials: { platform: 'kolibri', username: 'admin', password: 'x' },
      http,
      sleep: () => Promise.resolve(),
      now: () => NOW,
    });
    assert.ok(portal);
    return portal;
  };

  it('names the project of a token, which people write with dashes', async () => {
    const portal = await portalWith((call) =>
      call === 'GET /api/auth/portal/validate_token/?token=abcdefgh'
        ? { body: { name: 'Lakeside' } }
        : undefined,
    );
    assert.equal(await portal.project(' abcd-efgh ', never), 'Lakeside');
  });

  it('tells a token that nobody knows from a portal that is not reached', async () => {
    const unknown = await portalWith(() => BAD_TOKEN);
    assert.deepEqual(await failureFrom(unknown.project('x', never)), { kind: 'portal', problem: 'badToken' });
    await server.close();
    const offline = await portalWith(() => OFFLINE);
    assert.deepEqual(await failureFrom(offline.project('x', never)), { kind: 'portal', problem: 'offline' });
  });

  it('registers, and says why not', async () => {
    const bodies: unknown[] = [];
    const replies: FakeReply[] = [{ status: 201, body: '' }, BAD_TOKEN, { status: 500, body: '<h1>x</h1>' }];
    const portal = await portalWith((call, body) => {
      if (call.startsWith('GET /api/auth/portal/validate_token/')) return OFFLINE;
      if (call === 'GET /api/tasks/tasks/kdp_sync_f1/') return { body: job({ id: 'kdp_sync_f1' }) };
      bodies.push(JSON.parse(body));
      return replies.shift();
    });
    const first = await portal.register(facility, 'abcd-efgh', never);
    assert.deepEqual(first, { id: 'kdp_sync_f1' });
    assert.deepEqual(bodies, [{ facility_id: 'f1', token: 'abcdefgh' }]);
    const register = (): Promise<unknown> => portal.register(facility, 'x', never);
    assert.deepEqual(await failureFrom(register()), { kind: 'portal', problem: 'badToken' });
    // A plain fault; the check of the token says that it is the portal.
    assert.deepEqual(await failureFrom(register()), { kind: 'portal', problem: 'offline' });
  });

  it('knows of no first sync where the server begins none', async () => {
    const portal = await portalWith((call) =>
      call.startsWith('GET /api/tasks/') ? { status: 404, body: [] } : { status: 201, body: '' },
    );
    assert.equal(await portal.register(facility, 'x', never), undefined);
  });

  it('leaves the daily sync alone, whoever has put it down', async () => {
    const daily = job({ status: 'QUEUED', repeat: null, extra_metadata: { started_by: 'a1' } });
    const portal = await portalWith(() => ({ body: daily }));
    await portal.release({ id: 'j1' }, never);
    assert.deepEqual(
      server.trace().filter((line) => line.startsWith('DELETE') || line.endsWith('/clear/')),
      [],
    );
  });

  it('takes a fault with the portal in reach for one of the server', async () => {
    const portal = await portalWith((call) =>
      call.startsWith('GET') ? { body: { name: 'Lakeside' } } : { status: 500, body: '<h1>x</h1>' },
    );
    const failure = await failureFrom(portal.register(facility, 'x', never));
    assert.deepEqual(failure, { kind: 'serverFault', status: 500, detail: '' });
  });

  it('finds what is under way, and not what waits for its day or has ended', async () => {
    const tomorrow = '2026-11-23T10:00:00+00:00';
    const portal = await portalWith(() => ({
      body: [
        job(),
        job({ id: 'j2', status: 'QUEUED', facility_id: 'f2' }),
        job({ id: 'kdp_sync_f3', status: 'QUEUED', facility_id: 'f3', scheduled_datetime: tomorrow }),
        job({ id: 'j4', status: 'COMPLETED' }),
        job({ id: 'j5', type: 'kolibri.core.auth.tasks.exportuserstocsv' }),
      ],
    }));
    const { running, registered } = await portal.standing(never);
    assert.deepEqual(running, [
      { facilityId: 'f1', task: { id: 'j1' } },
      { facilityId: 'f2', task: { id: 'j2' } },
    ]);
    assert.deepEqual(registered, ['f3'], 'what is synced day by day is registered, whoever has done it');
  });

  it('tells stage and bytes, the end, and why it failed', async () => {
    const later = '2026-11-22T11:00:00+00:00';
    const offline = { kind: 'portal', problem: 'offline' } as const;
    const progress = { stage: 'sending', sent: 1200, received: 30 };
    for (const [state, expected] of [
      [{}, { step: 'running', progress }],
      [{ status: 'COMPLETED' }, { step: 'done', progress }],
      [{ status: 'CANCELED' }, { step: 'failed', failure: { kind: 'overtaken', by: 'cancellation' } }],
      [
        { status: 'FAILED', exception: 'NetworkLocationConnectionFailure' },
        { step: 'failed', failure: offline },
      ],
      [
        { status: 'FAILED', exception: 'ConnectionError' },
        { step: 'failed', failure: offline },
      ],
      [
        { status: 'FAILED', exception: 'HTTPError', traceback: 'x\nHTTPError: 404 Client Error\n' },
        { step: 'failed', failure: { kind: 'portal', problem: 'refused', status: 404 } },
      ],
      [
        {
          status: 'FAILED',
          exception: 'MorangoError',
          traceback: 'x\nmorango.errors.MorangoError: No filter\n',
        },
        { step: 'failed', failure: { kind: 'serverFault', detail: 'No filter' } },
      ],
      [
        { status: 'FAILED', exception: 'KeyError' },
        { step: 'failed', failure: { kind: 'serverFault', detail: '' } },
      ],
      // The daily job after its run, and after one that failed.
      [
        { status: 'QUEUED', scheduled_datetime: later },
        { step: 'done', progress },
      ],
      [
        { status: 'QUEUED', scheduled_datetime: later, exception: 'NetworkLocationNotFound' },
        { step: 'failed', failure: offline },
      ],
      [{ status: 'QUEUED' }, { step: 'running', progress }],
    ] as const) {
      const portal = await portalWith(() => ({ body: job(state) }));
      assert.deepEqual(await portal.check({ id: 'j1' }, never), expected);
      await server.close();
    }
  });

  it('begins a sync, and clears it only if it is ours', async () => {
    const portal = await portalWith((call, body) => {
      if (call !== 'POST /api/tasks/tasks/') return { body: job({ status: 'COMPLETED' }) };
      assert.deepEqual(JSON.parse(body), { type: SYNC, facility: 'f1', facility_name: 'School' });
      return { body: job({ status: 'QUEUED' }) };
    });
    assert.deepEqual(await portal.sync(facility, never), { id: 'j1' });
    const cleared = (): boolean => server.trace().includes('POST /api/tasks/tasks/j1/clear/');
    await portal.release({ id: 'j1' }, never);
    assert.ok(cleared());
    await server.close();
    const other = { extra_metadata: { started_by: 'b2' }, status: 'COMPLETED' };
    const foreign = await portalWith(() => ({ body: job(other) }));
    await foreign.release({ id: 'j1' }, never);
    assert.ok(!cleared());
  });
});
