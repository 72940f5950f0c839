import assert from 'node:assert/strict';
import { createKolibriClient } from '../../../src/core/kolibri/kolibriClient.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import type { ServerJobPlace } from '../../../src/core/platform/place.ts';
import { failureFrom } from '../../failureFrom.ts';
import { signedIn, startFakeKolibri, type FakeKolibri } from './fakeKolibri.ts';

const never = new AbortController().signal;
const http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });
const AUTH = 'kolibri.core.auth.tasks.';
const LOGS = 'kolibri.core.logger.tasks.exportsummarylogcsv';

function job(more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    id: 'j',
    type: `${AUTH}exportuserstocsv`,
    status: 'RUNNING',
    percentage: 0.42,
    facility_id: 'f1',
    kwargs: { locale: 'en', facility: 'f1' },
    extra_metadata: { started_by: 'b2', started_by_username: 'head' },
    scheduled_datetime: '2026-11-22T09:00:00+00:00',
    ...more,
  };
}

describe("the list of a Kolibri server's jobs", () => {
  let server: FakeKolibri;
  afterEach(() => server.close());

  const listed = async (...all: readonly unknown[]): Promise<readonly ServerJobPlace[]> => {
    server = await startFakeKolibri(({ method, path }) => {
      if (method === 'GET' && path === '/api/tasks/tasks/') return { body: all };
      if (path.startsWith('/api/auth/facility/')) return { body: [{ id: 'f1', name: 'Lakeside' }] };
      return method === 'DELETE' ? undefined : signedIn(1, { server_time: '2026-11-22T10:00:00Z' });
    });
    const client = createKolibriClient({
      connection: { platform: 'kolibri', id: 'k', name: 'K', baseUrl: server.baseUrl },
      credentials: { platform: 'kolibri', username: 'admin', password: 'x' },
      http,
      now: () => Date.parse('2026-11-22T12:00:00Z'),
    });
    const found: ServerJobPlace[] = [];
    for await (const page of client.children({ kind: 'serverJobs' }, { archived: false }, never))
      for (const place of page) if (place.kind === 'serverJob') found.push(place);
    await client.close();
    return found;
  };

  it('says what runs, of whom, how far, since when, and what would be asked for to get its file', async () => {
    assert.deepEqual(await listed(job({})), [
      {
        kind: 'serverJob',
        id: 'j',
        work: 'users',
        about: 'Lakeside',
        state: 'running',
        fraction: 0.42,
        at: '2026-11-22T09:00:00+00:00',
        by: 'head',
        own: false,
        request: { kind: 'users', facility: { id: 'f1', name: 'Lakeside' }, locale: 'en' },
      },
    ]);
  });

  it('puts what goes on first, then the newest, and leaves housekeeping out', async () => {
    const found = await listed(
      job({ id: 'old', status: 'COMPLETED', scheduled_datetime: '2026-11-20T09:00:00+00:00' }),
      job({ id: 'vacuum', type: 'kolibri.core.deviceadmin.tasks.perform_vacuum' }),
      job({ id: 'new', status: 'FAILED', scheduled_datetime: '2026-11-21T09:00:00+00:00' }),
      job({ id: 'runs', scheduled_datetime: '2026-11-19T09:00:00+00:00' }),
      job({ id: 'waits', status: 'QUEUED', scheduled_datetime: '2026-11-18T09:00:00+00:00' }),
    );
    assert.deepEqual(
      found.map(({ id, state }) => `${id} ${state}`),
      ['runs running', 'waits queued', 'new failed', 'old done'],
    );
  });

  it('tells a failed job, also one that calls itself completed, without the paths of the server', async () => {
    const traceback = 'Traceback\n  File "/srv/x.py"\nOSError: no space left on "/srv/kolibri/temp"\n';
    const [failed, doubtful] = await listed(
      job({ id: 'a', status: 'FAILED', exception: 'OSError', traceback, scheduled_datetime: null }),
      job({ id: 'b', status: 'COMPLETED', extra_metadata: { overall_error: ['No disk'] } }),
    ).then((found) => [...found].sort((a, b) => a.id.localeCompare(b.id)));
    assert.deepEqual(failed?.failure, { kind: 'serverFault', detail: 'OSError: no space left on …' });
    assert.equal(failed.at, undefined);
    assert.deepEqual(
      [doubtful?.state, doubtful?.failure],
      ['failed', { kind: 'serverFault', detail: 'No disk' }],
    );
    assert.equal(doubtful?.by, undefined);
  });

  it('tells the daily sync that waits for its day, by the clock of the server, and why its last run failed', async () => {
    const type = `${AUTH}dataportalsync`;
    const at = (time: string): string => `2026-11-22T${time}+00:00`;
    const [waits, soon] = await listed(
      job({ id: 'soon', type, status: 'QUEUED', scheduled_datetime: at('10:00:05') }),
      job({
        id: 'waits',
        type,
        status: 'QUEUED',
        exception: 'ConnectionError',
        scheduled_datetime: at('11:00:00'),
      }),
    ).then((found) => [...found].sort((a, b) => b.id.localeCompare(a.id)));
    assert.equal(waits?.state, 'scheduled');
    assert.deepEqual(waits.failure, { kind: 'portal', problem: 'offline' });
    assert.equal(soon?.state, 'queued');
    assert.equal(soon.request, undefined);
  });

  it('shows a running sync by its stage, a facility by its name in the job, a channel by its own', async () => {
    const [sync, facility, channel] = await listed(
      job({
        id: '1',
        type: `${AUTH}peerfacilitysync`,
        extra_metadata: { sync_state: 'PUSHING', bytes_sent: 2048, bytes_received: 10 },
      }),
      job({
        id: '2',
        type: `${AUTH}peerfacilityimport`,
        facility_id: 'f9',
        extra_metadata: { facility_name: 'Elsewhere' },
      }),
      job({
        id: '3',
        type: 'kolibri.core.content.tasks.remoteimport',
        facility_id: null,
        extra_metadata: { channel_name: 'Maths' },
      }),
    ).then((found) => [...found].sort((a, b) => a.id.localeCompare(b.id)));
    assert.deepEqual(sync?.progress, { stage: 'sending', sent: 2048, received: 10 });
    assert.deepEqual([facility?.work, facility?.about], ['facilityImport', 'Elsewhere']);
    assert.deepEqual([channel?.work, channel?.about], ['resourceImport', 'Maths']);
  });

  it('takes the days of logs as the record of the server has them, and offers no file without them', async () => {
    const kwargs = {
      locale: 'en',
      facility: 'f1',
      start_date: '2026-01-05T00:00:00+02:00',
      end_date: '2026-02-01',
    };
    const [logs, odd] = await listed(
      job({ id: 'a', type: LOGS, kwargs }),
      job({ id: 'b', type: LOGS, kwargs: { ...kwargs, end_date: undefined } }),
    ).then((found) => [...found].sort((a, b) => a.id.localeCompare(b.id)));
    assert.ok(logs?.request?.kind === 'summaryLogs');
    assert.deepEqual(logs.request.range, { preset: 'own', start: '2026-01-05', end: '2026-02-01' });
    assert.equal(odd?.request, undefined);
  });

  it('clears no job that goes on', async () => {
    server = await startFakeKolibri(({ method, path }) =>
      path.startsWith('/api/tasks/')
        ? { body: job({ extra_metadata: { started_by: 'a1' } }) }
        : method === 'DELETE'
          ? undefined
          : signedIn(1),
    );
    const client = createKolibriClient({
      connection: { platform: 'kolibri', id: 'k', name: 'K', baseUrl: server.baseUrl },
      credentials: { platform: 'kolibri', username: 'admin', password: 'x' },
      http,
    });
    const cleared = client.clearServerJob?.('j', never) ?? Promise.resolve();
    const failure = await failureFrom(cleared);
    assert.deepEqual(failure, { kind: 'badInput', detail: 'RUNNING' });
    assert.ok(!server.trace().some((line) => line.endsWith('/clear/')));
    await client.close();
  });
});
