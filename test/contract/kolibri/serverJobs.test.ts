import assert from 'node:assert/strict';
import type { ServerJobPlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { until } from '../../until.ts';
import { cleanedUp } from './cleanedUp.ts';
import { failureFrom } from '../../failureFrom.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, never, placesBelow } from './server.ts';

describe('Kolibri: jobs on the server', () => {
  let admin: PlatformClient;
  let head: PlatformClient;
  before(() => {
    admin = clientOf(school.superuser);
    head = clientOf(school.staff[0]!);
  });
  after(() => Promise.all([admin.close(), head.close()]));

  const jobs = (client: PlatformClient): Promise<readonly ServerJobPlace[]> =>
    placesBelow(client, { kind: 'serverJobs' }, 'serverJob');
  const jobOf = async (client: PlatformClient, id: string): Promise<ServerJobPlace | undefined> =>
    (await jobs(client)).find((job) => job.id === id);
  const clear = (client: PlatformClient, id: string): Promise<void> =>
    client.clearServerJob?.(id, never) ?? Promise.reject(new Error('Jobs cannot be cleared.'));
  /** Begins the export of the users, or of logs, and gives its id. */
  const begin = async (client: PlatformClient, kind: 'users' | 'sessionLogs'): Promise<string> => {
    await cleanedUp();
    const facilities = await placesBelow(client, undefined, 'facility');
    const { id, name } = facilities.find((one) => one.name === school.facility)!;
    const common = { facility: { id, name }, locale: 'fr-fr' };
    const range = { preset: 'own', start: '2026-02-01', end: '2026-03-05' } as const;
    const begun = await client.exports.begin(
      kind === 'users' ? { kind, ...common } : { kind, ...common, range },
      never,
    );
    assert.equal(begun.step, 'task');
    return begun.task.id;
  };
  const ended = (client: PlatformClient, id: string): Promise<ServerJobPlace> =>
    until('the end of the job', async () => {
      const job = await jobOf(client, id);
      assert.ok(job, 'an ended job stays on the list');
      return job.state === 'running' || job.state === 'queued' ? undefined : job;
    });

  it('lists an export of somebody else, from its beginning to its end', async () => {
    const id = await begin(head, 'users');
    const job = await ended(admin, id);
    const { at, request, ...rest } = job;
    assert.deepEqual(rest, {
      kind: 'serverJob',
      id,
      work: 'users',
      about: school.facility,
      state: 'done',
      by: school.staff[0]!.username,
      own: false,
    });
    assert.ok(at !== undefined && !Number.isNaN(Date.parse(at)));
    assert.equal(request?.kind, 'users');
    assert.equal(request.locale, 'fr-fr');
    assert.equal(request.facility.name, school.facility);
    assert.equal((await jobOf(head, id))?.own, true);
    await clear(head, id);
    assert.equal(await jobOf(admin, id), undefined);
  });

  it('knows what to ask for to get the file of a log export, days and language', async () => {
    const id = await begin(head, 'sessionLogs');
    const { request, work } = await ended(admin, id);
    assert.equal(work, 'sessionLogs');
    assert.ok(request?.kind === 'sessionLogs');
    assert.deepEqual(request.range, { preset: 'own', start: '2026-02-01', end: '2026-03-05' });
    const state = await admin.exports.check(request, { id }, never);
    assert.ok(state.step === 'ready');
    const reply = await admin.exports.open(state.file, undefined, never);
    reply.body.destroy();
    assert.equal(reply.contentType, 'text/csv');
    await clear(head, id);
  });

  it('clears what this account has begun, and nothing of anybody else', async () => {
    const id = await begin(head, 'users');
    await ended(admin, id);
    assert.deepEqual(await failureFrom(clear(admin, id)), { kind: 'forbidden' });
    assert.ok(await jobOf(head, id));
    await clear(head, id);
    assert.deepEqual(await failureFrom(clear(admin, id)), { kind: 'gone', missing: 'task' });
  });

  it('shows nothing of the housekeeping of the server, and nothing of other facilities', async () => {
    const id = await begin(head, 'users');
    await ended(admin, id);
    const known = new Set(['users', 'summaryLogs', 'sessionLogs', 'userImport', 'portalSync']);
    for (const { work } of await jobs(admin)) assert.ok(known.has(work), work);
    const stranger = clientOf(school.otherFacility.head);
    assert.equal(await jobOf(stranger, id), undefined);
    await stranger.close();
    await clear(head, id);
  });
});
