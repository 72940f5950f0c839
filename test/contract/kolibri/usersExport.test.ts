import { parse } from 'csv-parse/sync';
import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { FileReply, RemoteFile, TaskRef } from '../../../src/core/platform/exportPort.ts';
import type { ExportRequest } from '../../../src/core/platform/exportRequest.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { failureFrom } from '../../failureFrom.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, never, placesBelow } from './server.ts';
import { killSession, tracedPaths, watchedHttp } from './watchedHttp.ts';

const COLUMNS = [
  'Database ID (UUID)',
  'Username (USERNAME)',
  'Password (PASSWORD)',
  'Full name (FULL_NAME)',
  'User type (USER_TYPE)',
  'Identifier (IDENTIFIER)',
  'Birth year (BIRTH_YEAR)',
  'Gender (GENDER)',
  'Learner enrollment (ENROLLED_IN)',
  'Coach assignment (ASSIGNED_TO)',
];

async function usersOf(client: PlatformClient, locale = 'en'): Promise<ExportRequest> {
  const facilities = await placesBelow(client, undefined, 'facility');
  const facility = facilities.find(({ name }) => name === school.facility)!;
  return { kind: 'users', facility: { id: facility.id, name: facility.name }, locale };
}

async function begun(client: PlatformClient, request: ExportRequest): Promise<TaskRef> {
  const answer = await client.exports.begin(request, never);
  assert.equal(answer.step, 'task');
  return answer.task;
}

async function finished(client: PlatformClient, request: ExportRequest, task: TaskRef): Promise<RemoteFile> {
  for (;;) {
    const state = await client.exports.check(request, task, never);
    if (state.step === 'ready') return state.file;
    assert.equal(state.step, 'running');
    await delay(100);
  }
}

async function bytesOf(reply: FileReply): Promise<Buffer> {
  return buffer(reply.body);
}

describe('Kolibri: the users CSV', () => {
  let client: PlatformClient;
  before(() => (client = clientOf(school.superuser)));
  after(() => client.close());

  it('is made as a job and comes byte for byte, with all people but the administrators', async () => {
    const request = await usersOf(client);
    const task = await begun(client, request);
    const file = await finished(client, request, task);
    const reply = await client.exports.open(file, undefined, never);
    assert.equal(reply.from, 0);
    assert.equal(reply.contentType, 'text/csv');
    assert.equal(reply.validator, undefined);
    const bytes = await bytesOf(reply);
    assert.equal(bytes.length, reply.total);
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const text = bytes.subarray(3).toString('utf8');
    assert.ok(text.endsWith('\r\n'));

    const [columns, ...rows] = parse(text);
    assert.deepEqual(columns, COLUMNS);
    const byUsername = new Map(rows.map(([, username = '', ...rest]) => [username, rest]));
    assert.equal(byUsername.size, rows.length);
    assert.deepEqual(
      [...byUsername.keys()].sort(),
      [...school.learners, ...school.staff.slice(1)].map(({ username }) => username).sort(),
    );
    for (const { username, full_name, classes, ...rest } of school.learners) {
      const [password, name, type, identifier, birthYear, gender, enrolled = '', assigned] =
        byUsername.get(username)!;
      assert.deepEqual(
        { password, name, type, identifier, birthYear, gender, assigned },
        {
          password: '*',
          // The server's guard against formulas in a spreadsheet.
          name: full_name === '-Dara |x' ? "'-Dara \\|x" : full_name,
          type: 'LEARNER',
          identifier: rest.id_number ?? '',
          birthYear: rest.birth_year ?? '',
          gender: rest.gender ?? '',
          assigned: '',
        },
      );
      assert.deepEqual(enrolled.split(',').filter(Boolean).sort(), [...classes].sort());
    }
    assert.equal(byUsername.get('tutor')![2], 'FACILITY_COACH');
    assert.equal(byUsername.get('coach')![2], 'CLASS_COACH');
    await client.exports.release(request, task, never);
  });

  it('starts again at the first byte, for the server has no ranges', async () => {
    const request = await usersOf(client);
    const task = await begun(client, request);
    const file = await finished(client, request, task);
    const reply = await client.exports.open(file, { from: 100, validator: '"x"' }, never);
    assert.equal(reply.from, 0);
    assert.equal((await bytesOf(reply)).length, reply.total);
    await client.exports.release(request, task, never);
  });

  it('lets the server forget its own job, once it is released, and no other', async () => {
    const request = await usersOf(client);
    const head = clientOf(school.staff[0]!);
    const foreign = await begun(head, request);
    await finished(head, request, foreign);
    const own = await begun(client, request);
    await finished(client, request, own);

    await client.exports.release(request, own, never);
    assert.deepEqual(await failureFrom(client.exports.check(request, own, never)), {
      kind: 'gone',
      missing: 'task',
    });
    await client.exports.release(request, foreign, never);
    assert.equal((await head.exports.check(request, foreign, never)).step, 'ready');

    await head.exports.release(request, foreign, never);
    assert.deepEqual(await failureFrom(head.exports.check(request, foreign, never)), {
      kind: 'gone',
      missing: 'task',
    });
    await head.close();
  });

  it('releases a job that nobody waited for, and one that is unknown', async () => {
    const request = await usersOf(client);
    const task = await begun(client, request);
    await client.exports.release(request, task, never);
    assert.deepEqual(await failureFrom(client.exports.check(request, task, never)), {
      kind: 'gone',
      missing: 'task',
    });
    await client.exports.release(request, { id: 'nosuchjob' }, never);
  });

  it('finds the job of an earlier begin, and not those of others or of earlier days', async () => {
    const request = await usersOf(client);
    const head = clientOf(school.staff[0]!);
    const foreign = await begun(head, request);
    const askedAt = new Date();
    assert.equal(await client.exports.findBegun(request, askedAt, never), undefined);
    const task = await begun(client, request);
    assert.deepEqual(await client.exports.findBegun(request, askedAt, never), task);
    await finished(client, request, task);
    assert.deepEqual(await client.exports.findBegun(request, askedAt, never), task);

    const later = new Date(Date.now() + 60_000);
    assert.equal(await client.exports.findBegun(request, later, never), undefined);
    const spanish = await usersOf(client, 'es-es');
    assert.equal(await client.exports.findBegun(spanish, askedAt, never), undefined);
    await client.exports.release(request, task, never);
    await head.exports.release(request, foreign, never);
    await head.close();
  });

  it('writes the column names in the language that was asked for', async () => {
    const request = await usersOf(client, 'es-es');
    const task = await begun(client, request);
    const reply = await client.exports.open(await finished(client, request, task), undefined, never);
    const [columns] = parse((await bytesOf(reply)).subarray(3).toString('utf8'));
    assert.match(columns?.[1] ?? '', /^Nombre de usuario.*\(USERNAME\)$/);
    await client.exports.release(request, task, never);
  });

  it('says which language the server does not know', async () => {
    const failure = await failureFrom(client.exports.begin(await usersOf(client, 'zz'), never));
    assert.deepEqual(failure, { kind: 'badInput', detail: 'locale: "zz" is not a valid choice.' });
  });

  it('says gone for a facility that the server does not know, and forbidden for one of others', async () => {
    const request = await usersOf(client);
    const unknown: ExportRequest = {
      kind: 'users',
      facility: { id: '0'.repeat(32), name: '' },
      locale: 'en',
    };
    assert.deepEqual(await failureFrom(client.exports.begin(unknown, never)), {
      kind: 'gone',
      missing: 'place',
    });
    const stranger = clientOf(school.otherFacility.head);
    assert.deepEqual(await failureFrom(stranger.exports.begin(request, never)), {
      kind: 'forbidden',
      needs: 'facilityAdmin',
    });
    await stranger.close();
  });

  it('refuses kinds of exports that Kolibri does not have', async () => {
    const coursework: ExportRequest = { kind: 'coursework', course: { id: '1', name: 'x' } };
    const failure = await failureFrom(client.exports.begin(coursework, never));
    assert.deepEqual(failure, { kind: 'badInput', detail: 'coursework' });
  });

  it('goes on through a session that dies at every step', async () => {
    const watched = watchedHttp();
    const dropped = clientOf(school.superuser, { http: watched });
    const request = await usersOf(dropped);
    await killSession(watched);
    const task = await begun(dropped, request);
    await killSession(watched);
    const file = await finished(dropped, request, task);
    await killSession(watched);
    const reply = await dropped.exports.open(file, undefined, never);
    assert.equal(reply.contentType, 'text/csv');
    assert.equal((await bytesOf(reply)).length, reply.total);
    await killSession(watched);
    await dropped.exports.release(request, task, never);
    const failure = await failureFrom(client.exports.check(request, task, never));
    assert.deepEqual(failure, { kind: 'gone', missing: 'task' });
    // The job was refused by the dead session and begun once by the new one.
    const begins = tracedPaths(watched).filter((path) => path === 'POST /api/tasks/tasks/');
    assert.equal(begins.length, 2);
    await dropped.close();
  });

  it('says gone/link when the server has no such file', async () => {
    const request = await usersOf(client);
    const task = await begun(client, request);
    const file = await finished(client, request, task);
    const other = { url: file.url.replace(/[0-9a-f]{32}/, '0'.repeat(32)) };
    assert.deepEqual(await failureFrom(client.exports.open(other, undefined, never)), {
      kind: 'gone',
      missing: 'link',
    });
    await client.exports.release(request, task, never);
  });
});
