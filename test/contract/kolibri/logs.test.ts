import { parse } from 'csv-parse/sync';
import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import type { RemoteFile, TaskRef, TaskState } from '../../../src/core/platform/exportPort.ts';
import type { LogsRequest } from '../../../src/core/platform/exportRequest.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { until } from '../../until.ts';
import { cleanedUp } from './cleanedUp.ts';
import { failureFrom } from '../../failureFrom.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, never, placesBelow } from './server.ts';
import { killSession, watchedHttp } from './watchedHttp.ts';

const DAYS = { preset: 'own', start: '2026-01-01', end: '2026-12-31' } as const;
const OTHER_DAYS = { preset: 'own', start: '2025-01-01', end: '2025-06-30' } as const;

async function logsOf(
  client: PlatformClient,
  kind: LogsRequest['kind'],
  more: Partial<LogsRequest> = {},
): Promise<LogsRequest> {
  const facilities = await placesBelow(client, undefined, 'facility');
  const { id, name } = facilities.find((facility) => facility.name === school.facility)!;
  return { kind, facility: { id, name }, range: DAYS, locale: 'en', ...more };
}

async function begun(client: PlatformClient, request: LogsRequest): Promise<TaskRef> {
  await cleanedUp();
  const answer = await client.exports.begin(request, never);
  assert.equal(answer.step, 'task');
  return answer.task;
}

async function ended(client: PlatformClient, request: LogsRequest, task: TaskRef): Promise<TaskState> {
  return until('the end of the export', async () => {
    const state = await client.exports.check(request, task, never);
    return state.step === 'running' ? undefined : state;
  });
}

async function finished(client: PlatformClient, request: LogsRequest, task: TaskRef): Promise<RemoteFile> {
  const state = await ended(client, request, task);
  assert.ok(state.step === 'ready', state.step);
  return state.file;
}

/** What an export of `DAYS` holds, as far as school.json says. Nothing is installed: contents have no titles and no folders. */
function expectedRows(kind: LogsRequest['kind']): string[] {
  const type = kind === 'summaryLogs' ? 'summary' : 'session';
  // Who coaches a class is given a role at the facility, too.
  const roles = new Map(school.staff.map(({ username, coaches }) => [username, 1 + (coaches ?? []).length]));
  const types = new Map([
    ['tutor', 'Facility coach'],
    ['coach', 'Class coach'],
  ]);
  // The last day ends with the first moment of the next one.
  const isInside = (start: string): boolean => start >= '2026-01-01' && start <= '2027-01-01T00:00:00.000Z';
  return school.logs
    .filter((log) => log.type === type && log.kind !== 'quiz' && isInside(log.start))
    .flatMap(({ user, content, start, end, spent, progress, completion, kind: of }) => {
      const row = [
        user === null ? '' : school.facility,
        user ?? '',
        types.get(user ?? '') ?? 'Learner',
        'c0'.padEnd(32, '0'),
        '',
        content.padEnd(32, '0'),
        '',
        shownTime(start),
        shownTime(end),
        ...(type === 'summary' ? [completion === undefined ? '' : shownTime(completion)] : []),
        spent.toFixed(1),
        (Math.floor(progress * 10_000) / 10_000).toFixed(4),
        of,
      ].join();
      return Array.from({ length: Math.max(1, roles.get(user ?? '') ?? 0) }, () => row);
    });
}

function shownTime(iso: string): string {
  const fraction = iso.slice(20, 23) === '000' ? '' : `.${iso.slice(20, 23)}000`;
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction}+00:00`;
}

describe('Kolibri: usage logs', () => {
  let client: PlatformClient;
  before(() => (client = clientOf(school.superuser)));
  after(() => client.close());

  for (const kind of ['summaryLogs', 'sessionLogs'] as const)
    it(`${kind} are made as a job and come whole, with the columns of their kind`, async () => {
      const request = await logsOf(client, kind);
      const task = await begun(client, request);
      const reply = await client.exports.open(await finished(client, request, task), undefined, never);
      const bytes = await buffer(reply.body);
      assert.equal(bytes.length, reply.total);
      assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const [columns = []] = parse(bytes.subarray(3).toString('utf8'));
      assert.deepEqual(columns.slice(0, 5), [
        'Facility name',
        'Username',
        'User type',
        'Channel id',
        'Channel name',
      ]);
      assert.equal(columns.includes('Time of completion'), kind === 'summaryLogs');
      await client.exports.release(request, task, never);
      assert.deepEqual(await failureFrom(client.exports.check(request, task, never)), {
        kind: 'gone',
        missing: 'task',
      });
    });

  for (const kind of ['summaryLogs', 'sessionLogs'] as const)
    it(`${kind} hold the rows of their days, once for each role of a person, and no quizzes`, async () => {
      const request = await logsOf(client, kind);
      const task = await begun(client, request);
      const reply = await client.exports.open(await finished(client, request, task), undefined, never);
      const text = (await buffer(reply.body)).subarray(3).toString('utf8');
      const [, ...rows] = parse(text);
      assert.deepEqual(rows.map((row) => row.join()).sort(), expectedRows(kind).sort());
      await client.exports.release(request, task, never);
    });

  it('notices that somebody has exported other days meanwhile, before and during the download', async () => {
    const request = await logsOf(client, 'summaryLogs');
    const task = await begun(client, request);
    const file = await finished(client, request, task);

    const head = clientOf(school.staff[0]!);
    const other: LogsRequest = { ...request, range: OTHER_DAYS };
    const foreign = await begun(head, other);
    await finished(head, other, foreign);

    const overtaken = { kind: 'overtaken', by: 'otherExport' };
    assert.deepEqual(await failureFrom(client.exports.open(file, undefined, never)), overtaken);
    assert.deepEqual(await client.exports.check(request, task, never), {
      step: 'overtaken',
      by: 'otherExport',
    });
    // The one who was last gets what he asked for.
    const reply = await head.exports.open(await finished(head, other, foreign), undefined, never);
    reply.body.destroy();

    // What was overtaken is let go; the job of the other one stays.
    await client.exports.release(request, task, never);
    const forgotten = await failureFrom(client.exports.check(request, task, never));
    assert.deepEqual(forgotten, { kind: 'gone', missing: 'task' });
    await client.exports.release(other, foreign, never);
    assert.equal((await head.exports.check(other, foreign, never)).step, 'ready');

    // The session logs have a record of their own.
    const sessions = await logsOf(client, 'sessionLogs');
    const second = await begun(client, sessions);
    await finished(client, sessions, second);
    await client.exports.release(sessions, second, never);
    await head.exports.release(other, foreign, never);
    await head.close();
  });

  it('names the columns in the language that was asked for', async () => {
    const request = await logsOf(client, 'summaryLogs', { locale: 'es-es' });
    const task = await begun(client, request);
    const reply = await client.exports.open(await finished(client, request, task), undefined, never);
    const [columns] = parse((await buffer(reply.body)).subarray(3).toString('utf8'));
    assert.equal(columns?.[1], 'Nombre de usuario');
    await client.exports.release(request, task, never);
  });

  it('finds the job of an earlier begin by its days and language', async () => {
    const request = await logsOf(client, 'sessionLogs');
    const askedAt = new Date();
    const task = await begun(client, request);
    assert.deepEqual(await client.exports.findBegun(request, askedAt, never), task);
    for (const other of [
      { ...request, range: OTHER_DAYS },
      { ...request, locale: 'es-es' },
    ])
      assert.equal(await client.exports.findBegun(other, askedAt, never), undefined);
    const summary: LogsRequest = { ...request, kind: 'summaryLogs' };
    assert.equal(await client.exports.findBegun(summary, askedAt, never), undefined);
    await finished(client, request, task);
    await client.exports.release(request, task, never);
  });

  it('lists what the server has of the same export, with who began it and when', async () => {
    const request = await logsOf(client, 'sessionLogs');
    const list = async (of: LogsRequest): ReturnType<NonNullable<typeof client.exports.onServer>> =>
      client.exports.onServer!(of, never);
    assert.deepEqual(await list(request), []);
    const head = clientOf(school.staff[0]!);
    const foreign = await begun(head, request);
    await finished(head, request, foreign);
    const [found, ...others] = await list(request);
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...found, at: undefined },
      { task: foreign, state: 'ready', by: 'head', at: undefined },
    );
    assert.ok(Math.abs(Date.parse(found!.at!) - Date.now()) < 60 * 60_000);
    // Its file can be fetched, and the job is not ours to clear.
    const reply = await client.exports.open(await finished(client, request, found!.task), undefined, never);
    reply.body.destroy();
    await client.exports.release(request, foreign, never);
    assert.equal((await list(request)).length, 1);

    const other: LogsRequest = { ...request, range: OTHER_DAYS };
    assert.deepEqual(await list(other), []);
    const task = await begun(client, other);
    await finished(client, other, task);
    // The job is still there, its file is not.
    assert.deepEqual(await list(request), []);
    await client.exports.release(other, task, never);
    await head.exports.release(request, foreign, never);
    await head.close();
  });

  it('knows the day of the first log', async () => {
    const { facility } = await logsOf(client, 'sessionLogs');
    const first = school.logs.map(({ start }) => start.slice(0, 10)).sort()[0];
    assert.equal(await client.firstLogDay?.(facility, never), first);
  });

  it('goes on through a session that dies at every step', async () => {
    const watched = watchedHttp();
    const dropped = clientOf(school.superuser, { http: watched });
    const request = await logsOf(dropped, 'summaryLogs');
    await killSession(watched);
    const task = await begun(dropped, request);
    await killSession(watched);
    const file = await finished(dropped, request, task);
    await killSession(watched);
    const reply = await dropped.exports.open(file, undefined, never);
    assert.equal((await buffer(reply.body)).length, reply.total);
    await killSession(watched);
    // An empty list of records would look like an export of other days.
    assert.equal((await dropped.exports.check(request, task, never)).step, 'ready');
    await dropped.exports.release(request, task, never);
    await dropped.close();
  });

  it('refuses the logs of a facility of others', async () => {
    const request = await logsOf(client, 'summaryLogs');
    const stranger = clientOf(school.otherFacility.head);
    assert.deepEqual(await failureFrom(stranger.exports.begin(request, never)), {
      kind: 'forbidden',
      needs: 'facilityAdmin',
    });
    const asked = stranger.firstLogDay!(request.facility, never);
    assert.deepEqual(await failureFrom(asked), { kind: 'forbidden', needs: 'facilityAdmin' });
    await stranger.close();
  });
});
