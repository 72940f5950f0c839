import assert from 'node:assert/strict';
import { createKolibriClient } from '../../../src/core/kolibri/kolibriClient.ts';
import type { ExportRequest } from '../../../src/core/platform/exportRequest.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { failureFrom } from '../../failureFrom.ts';
import { signedIn, startFakeKolibri, type FakeKolibri, type FakeReply } from './fakeKolibri.ts';

const never = new AbortController().signal;
const http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });
const request: ExportRequest = { kind: 'users', facility: { id: 'f1', name: 'School' }, locale: 'en' };

function job(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: 'j1',
    type: 'kolibri.core.auth.tasks.exportuserstocsv',
    status: 'QUEUED',
    facility_id: 'f1',
    kwargs: { locale: 'en', facility: 'f1' },
    extra_metadata: { started_by: 'a1', started_by_username: 'admin' },
    ...more,
  };
}

describe('the users export of Kolibri', () => {
  let server: FakeKolibri;
  let waits: number[];
  afterEach(() => server.close());

  const clientWith = async (
    jobs: (method: string, path: string) => FakeReply | undefined,
    session: Readonly<Record<string, unknown>> = {},
  ): Promise<PlatformClient> => {
    server = await startFakeKolibri(({ method, path }) =>
      path.startsWith('/api/tasks/')
        ? jobs(method, path)
        : method === 'DELETE'
          ? undefined
          : signedIn(1, session),
    );
    waits = [];
    return createKolibriClient({
      connection: { platform: 'kolibri', id: 'k', name: 'K', baseUrl: server.baseUrl },
      credentials: { platform: 'kolibri', username: 'admin', password: 'x' },
      http,
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
      now: () => Date.parse('2026-11-22T10:00:00Z'),
    });
  };

  const foundAmong = async (
    jobs: readonly unknown[],
    session: Readonly<Record<string, unknown>>,
  ): Promise<string | undefined> => {
    const client = await clientWith(() => ({ body: jobs }), session);
    const task = await client.exports.findBegun(request, new Date('2026-11-22T09:59:00Z'), never);
    await server.close();
    return task?.id;
  };

  it('finds a begun job by the clock of the server', async () => {
    // The server is an hour behind: 09:59 here is 08:59 there.
    const behind = { server_time: '2026-11-22T09:00:00.000000Z' };
    const at = (id: string, scheduled_datetime: string): unknown =>
      job({ id, scheduled_datetime, status: 'COMPLETED' });
    assert.equal(await foundAmong([at('a', '2026-11-22T08:59:01+00:00')], behind), 'a');
    assert.equal(await foundAmong([at('a', '2026-11-22T08:58:00+00:00')], behind), undefined);
    const two = [at('late', '2026-11-22T08:59:30+00:00'), at('first', '2026-11-22T08:59:02+00:00')];
    assert.equal(await foundAmong(two, behind), 'first');
  });

  it('takes a job without a date only while it runs', async () => {
    const clock = { server_time: '2026-11-22T10:00:00.000000Z' };
    for (const session of [clock, {}]) {
      assert.equal(await foundAmong([job({ status: 'RUNNING' })], session), 'j1');
      assert.equal(await foundAmong([job({ status: 'COMPLETED' })], session), undefined);
    }
  });

  it('takes no job of another kind, facility, language or person, and none that failed', async () => {
    const others = [
      job({ type: 'kolibri.core.logger.tasks.exportsummarylogcsv' }),
      job({ facility_id: 'f2' }),
      job({ kwargs: { locale: 'fr-fr' } }),
      job({ extra_metadata: { started_by: 'b2' } }),
      job({ extra_metadata: {} }),
      job({ status: 'FAILED' }),
      job({ status: 'CANCELED' }),
    ];
    assert.equal(await foundAmong(others, {}), undefined);
    // The server's house-keeping jobs have other shapes.
    const mixed = [{ id: '1', type: 'vacuum', status: 'QUEUED', kwargs: null, extra_metadata: [] }, job()];
    assert.equal(await foundAmong(mixed, {}), 'j1');
  });

  it('releases a running job once it has ended', async () => {
    let asked = 0;
    const client = await clientWith((method) =>
      method === 'POST'
        ? { body: {} }
        : { body: job({ status: (asked += 1) < 3 ? 'RUNNING' : 'COMPLETED' }) },
    );
    await client.exports.release(request, { id: 'j1' }, never);
    assert.deepEqual(waits, [500, 1000]);
    assert.equal(server.trace().at(-1), 'POST /api/tasks/tasks/j1/clear/');
  });

  it('leaves a job that does not end, and never fails', async () => {
    const client = await clientWith((method) =>
      method === 'GET' ? { body: job({ status: 'RUNNING' }) } : { status: 500, body: '' },
    );
    await client.exports.release(request, { id: 'j1' }, never);
    assert.deepEqual(waits, [500, 1000, 2000]);
    assert.equal(
      server.trace().some((line) => line.startsWith('POST /api/tasks/')),
      false,
    );
    await client.exports.release(request, { id: 'j1' }, AbortSignal.abort());
    await server.close();
    await client.exports.release(request, { id: 'j1' }, never);
  });

  it('fails for a job that is gone, and for an answer that is no job', async () => {
    const missing = await clientWith(() => ({ status: 404, body: [{ id: 'NOT_FOUND', metadata: {} }] }));
    assert.deepEqual(await failureFrom(missing.exports.check(request, { id: 'j1' }, never)), {
      kind: 'gone',
      missing: 'task',
    });
    await server.close();
    const odd = await clientWith(() => ({ body: { id: 5 } }));
    assert.deepEqual(await failureFrom(odd.exports.check(request, { id: 'j1' }, never)), {
      kind: 'unexpectedAnswer',
      status: 200,
      at: 'id',
    });
    await server.close();
    const page = await clientWith(() => ({ body: '<h1>Ana</h1>' }));
    assert.deepEqual(await failureFrom(page.exports.check(request, { id: 'j1' }, never)), {
      kind: 'gone',
      missing: 'kolibri',
    });
  });

  it('polls quickly at first, never slower than every five seconds, and for half an hour', async () => {
    const client = await clientWith(() => undefined);
    const { delays, slowDelay, limit } = client.exports.schedule(request);
    assert.deepEqual(delays, [300, 500, 1000, 1000, 2000, 5000]);
    assert.equal(slowDelay, 5000);
    assert.equal(limit, 1_800_000);
  });
});
