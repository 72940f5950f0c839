import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import type { RemoteFile, TaskRef, TaskState } from '../../../src/core/platform/exportPort.ts';
import type { ExportRequest } from '../../../src/core/platform/exportRequest.ts';
import type { AssignmentPlace, CoursePlace, StudentPlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient, StartedWork } from '../../../src/core/platform/platformClient.ts';
import { failsWith } from '../../unit/platform/failsWith.ts';
import { startServer } from '../../unit/platform/startServer.ts';
import { placesOf } from './placesOf.ts';
import { startCodioCampus, type CodioCampus } from './startCodioCampus.ts';
import { untarred, unzipped } from './unpacked.ts';
import { courseByKey } from './courseByKey.ts';

const noStop = new AbortController().signal;

describe('the exports of the sample campus', () => {
  let campus: CodioCampus;
  let client: PlatformClient;
  let course: CoursePlace;
  let assignments: readonly AssignmentPlace[];
  let students: readonly StudentPlace[];
  let work: StartedWork;

  before(async () => {
    campus = await startCodioCampus();
    client = campus.client();
    course = await courseByKey(campus, client, 'python');
    const modules = { kind: 'modules', course } as const;
    assignments = (await placesOf(client, 'module', modules)).flat().flatMap((module) => module.assignments);
    students = (await placesOf(client, 'student', { kind: 'students', course })).flat();
    const [first] = (await client.startedWork?.({ course, assignment: assignments[0]! }, noStop)) ?? [];
    assert.ok(first);
    work = first;
  });
  beforeEach(async () => {
    await campus.reset();
    client = campus.client();
  });
  after(() => campus.stop());

  const begin = async (request: ExportRequest): Promise<TaskRef> => {
    const begun = await client.exports.begin(request, noStop);
    assert.ok(begun.step === 'task');
    return begun.task;
  };
  const settled = async (request: ExportRequest, task: TaskRef): Promise<TaskState> => {
    for (;;) {
      const state = await client.exports.check(request, task, noStop);
      if (state.step !== 'running') return state;
      await delay(5);
    }
  };
  const made = async (request: ExportRequest): Promise<RemoteFile> => {
    const begun = await client.exports.begin(request, noStop);
    if (begun.step === 'file') return begun.file;
    const state = await settled(request, begun.task);
    assert.ok(state.step === 'ready', JSON.stringify(state));
    return state.file;
  };
  const fetched = async (file: RemoteFile): Promise<Buffer> => {
    const reply = await client.exports.open(file, undefined, noStop);
    const bytes = await buffer(reply.body);
    assert.ok(reply.total === undefined || bytes.length === reply.total);
    return bytes;
  };
  const get = async (request: ExportRequest): Promise<Buffer> => fetched(await made(request));
  const rows = (bytes: Buffer): string[][] => parse(bytes, { bom: true, relax_column_count: false });
  const normal = (name: string | undefined): string => (name ?? '').toLowerCase().replace(/[\s_]/g, '');

  const sources = (): ExportRequest => ({ kind: 'sources', course });

  it("has one assignment's results of all students as CSV", async () => {
    const [header, ...data] = rows(await get({ kind: 'assignmentCsv', course, assignment: assignments[0]! }));
    assert.equal(normal(header?.[0]), 'studentname');
    assert.ok(header?.some((name) => normal(name) === 'hashedid'));
    assert.ok(header?.some((name) => /_Attempts$/i.test(name)));
    assert.ok(data.length >= students.length);
  });

  it("has one student's results as CSV", async () => {
    const [header, ...data] = rows(await get({ kind: 'studentCsv', course, student: students[0]! }));
    assert.ok(header && header.length > 1);
    assert.ok(data.length > 0);
  });

  it('has the assessment data of one assignment as CSV, of several as a zip of CSVs', async () => {
    const chosen = assignments.slice(0, 3);
    const single = await get({ kind: 'assessments', course, assignments: chosen.slice(0, 1) });
    assert.ok(rows(single)[0]?.some((name) => /Earned.?Points$/i.test(name)));
    const several = await unzipped(await get({ kind: 'assessments', course, assignments: chosen }));
    assert.equal(several.size, 3);
    for (const [name, bytes] of several) {
      assert.match(name, /\.csv$/);
      assert.ok(rows(bytes).length > 1);
    }
  });

  it('has a workspace as .tar.zst', async () => {
    const request = { kind: 'workspace', course, ...work } as const;
    const files = await untarred(await get(request));
    assert.ok([...files.keys()].some((name) => name.includes('.guides/')));
    assert.ok(![...files.keys()].some((name) => name.includes('.guides/secure/')));
  });

  it('has the sources of a course as a zip of one .tar.zst for each assignment', async () => {
    const archives = await unzipped(await get(sources()));
    assert.ok(archives.size > 1 && archives.size <= assignments.length);
    for (const [name, bytes] of archives) {
      assert.match(name, /\.tar\.zst$/);
      const files = await untarred(bytes);
      assert.ok([...files.keys()].some((path) => path.includes('.guides/')));
    }
  });

  for (const courseworkLayout of ['zips', 'tars', 'folders'] as const)
    it(`has the coursework of a course as a zip (${courseworkLayout})`, async () => {
      await campus.turn({ courseworkLayout });
      assert.ok((await unzipped(await get({ kind: 'coursework', course }))).size > students.length);
    });

  it('has the coach logs as CSV with questions over several lines', async () => {
    const [header, ...data] = rows(await get({ kind: 'coachLogs', course }));
    assert.deepEqual(header?.slice(0, 3).map(normal), ['assignmentname', 'assessmentid', 'useremail']);
    assert.ok(data.some((row) => row.some((cell) => cell.includes('\n'))));
  });

  it('has the LLM-proxy logs as CSV', async () => {
    assert.ok(rows(await get({ kind: 'llmLogs', course })).length > 1);
  });

  it('fetches every file without the token', async () => {
    await get(sources());
    const files = (await campus.requests()).filter(({ path }) => path.startsWith('/temporary/'));
    assert.ok(files.length > 0);
    assert.ok(files.every(({ authorized }) => !authorized));
  });

  for (const emptyValues of ['null', 'empty'] as const)
    it(`reads states in which absent values are ${emptyValues}`, async () => {
      await campus.turn({ emptyValues, taskPolls: 2 });
      assert.ok((await get(sources())).length > 0);
    });

  for (const [taskOutcome, reason] of [
    ['error', 'workspace 12 could not be packed'],
    ['errorAndUrl', 'workspace 12 could not be packed'],
    ['noUrl', 'The server is done, but there is no file.'],
  ] as const)
    it(`says why a task failed (${taskOutcome})`, async () => {
      await campus.turn({ taskOutcome, taskPolls: 1 });
      for (const request of [sources(), { kind: 'coachLogs', course } as const])
        assert.deepEqual(await settled(request, await begin(request)), { step: 'failed', reason });
    });

  it('fails as gone when a task has vanished', async () => {
    await campus.turn({ taskOutcome: 'vanished' });
    for (const request of [sources(), { kind: 'coachLogs', course } as const]) {
      const task = await begin(request);
      await failsWith(settled(request, task), { kind: 'gone', missing: 'task' });
    }
  });

  it('is still running while a task is slow', async () => {
    await campus.turn({ taskOutcome: 'slow' });
    const task = await begin(sources());
    await campus.pass(170_000);
    assert.deepEqual(await client.exports.check(sources(), task, noStop), { step: 'running' });
    await campus.pass(20_000);
    assert.equal((await settled(sources(), task)).step, 'ready');
  });

  for (const [notStarted, failure] of [
    ['404', { kind: 'gone', missing: 'place' }],
    ['error', undefined],
  ] as const)
    it(`has no workspace of a student who has not begun (${notStarted})`, async () => {
      await campus.turn({ notStarted });
      const [assignment] = assignments;
      const begun = await client.startedWork?.({ course, assignment: assignment! }, noStop);
      const idle = students.find(({ id }) => !begun?.some(({ student }) => student.id === id));
      const request = { kind: 'workspace', course, assignment: assignment!, student: idle! } as const;
      if (failure) await failsWith(client.exports.begin(request, noStop), failure);
      else assert.equal((await settled(request, await begin(request))).step, 'failed');
    });

  it('never sends the token to a task address on another origin', async () => {
    let asked = 0;
    const foreign = await startServer((_request, response) => {
      asked += 1;
      response.end('{"done":true}');
    });
    const request = { kind: 'coachLogs', course } as const;
    const { id } = await begin(request);
    const state = await settled(request, { id, uri: `${foreign.url}/api/v1/download/${id}` });
    await foreign.stop();
    assert.equal(state.step, 'ready');
    assert.equal(asked, 0);
  });

  it('never begins an export twice on a guess', async () => {
    for (const failWith of [503, 'cut'] as const)
      for (const request of [sources(), { kind: 'workspace', course, ...work } as const]) {
        await client.check(noStop);
        await campus.turn({ failTimes: 5, failWith, failPath: course.id });
        await campus.forgetRequests();
        await assert.rejects(client.exports.begin(request, noStop));
        assert.equal((await campus.requests()).length, 1);
        await campus.turn({ failTimes: 0 });
      }
  });

  it('begins an export with a token that has just ended', async () => {
    await client.check(noStop);
    await campus.reset();
    assert.ok((await begin(sources())).id);
    const starts = (await campus.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(
      starts.map(({ status }) => status),
      [401, 200],
    );
  });

  it('finds the task again whose answer was lost, and no other', async () => {
    const find = (request: ExportRequest) => client.exports.findBegun(request, new Date(), noStop);
    for (const kind of ['coursework', 'sources'] as const) {
      const request = { kind, course } as const;
      await campus.turn({ taskMs: 0 });
      await settled(request, await begin(request));
      assert.equal(await find(request), undefined, 'a finished one may be of last year');
      await campus.turn({ taskMs: 60_000 });
      const { id } = await begin(request);
      assert.deepEqual(await find(request), { id });
      await begin(request);
      assert.equal(await find(request), undefined, 'one of two');
    }
  });

  describe('a download', () => {
    let file: RemoteFile;
    let whole: Buffer;
    beforeEach(async () => {
      file = await made(sources());
      whole = await fetched(file);
    });
    const open = (resume?: { from: number; validator: string }) => client.exports.open(file, resume, noStop);

    it('goes on from where it stopped', async () => {
      const reply = await open();
      reply.body.destroy();
      assert.deepEqual([reply.from, reply.total], [0, whole.length]);
      assert.ok(reply.validator);
      const rest = await open({ from: 100, validator: reply.validator });
      assert.deepEqual([rest.from, rest.total, rest.validator], [100, whole.length, reply.validator]);
      assert.deepEqual(await buffer(rest.body), whole.subarray(100));
    });

    for (const changes of [{ validator: 'changing' }, { ranges: false }] as const)
      it(`starts again when it cannot go on: ${JSON.stringify(changes)}`, async () => {
        await campus.turn(changes);
        const reply = await open({ from: 100, validator: '"old"' });
        assert.equal(reply.from, 0);
        assert.deepEqual(await buffer(reply.body), whole);
      });

    it('starts again when more is on disk than there is', async () => {
      const { validator, body } = await open();
      body.destroy();
      const reply = await open({ from: whole.length + 1, validator: validator ?? '' });
      assert.equal(reply.from, 0);
      assert.deepEqual(await buffer(reply.body), whole);
    });

    for (const [validator, usable] of [
      ['strong', true],
      ['date', true],
      ['weak', true],
      ['none', false],
    ] as const)
      it(`can be resumed or not (${validator})`, async () => {
        await campus.turn({ validator });
        const reply = await open();
        reply.body.destroy();
        // With a weak tag there is a date as well.
        assert.equal(reply.validator !== undefined, usable);
        if (reply.validator === undefined) return;
        const rest = await open({ from: 100, validator: reply.validator });
        assert.equal(rest.from, 100);
        assert.deepEqual(await buffer(rest.body), whole.subarray(100));
      });

    for (const download of ['gone', 'forbidden'] as const)
      it(`fails as an expired link (${download})`, async () => {
        await campus.turn({ download });
        await failsWith(open(), { kind: 'gone', missing: 'link' });
      });

    it('fails as an expired link when its time is over', async () => {
      await campus.turn({ linkSeconds: 60 });
      await campus.pass(61_000);
      await failsWith(open(), { kind: 'gone', missing: 'link' });
    });

    it('follows a redirect', async () => {
      await campus.turn({ download: 'redirect' });
      assert.deepEqual(await fetched(file), whole);
    });

    it('shows a web page as what it is', async () => {
      await campus.turn({ download: 'html' });
      const reply = await open();
      reply.body.destroy();
      assert.match(reply.contentType ?? '', /^text\/html/);
    });

    it('does not know the length when the server does not say it', async () => {
      await campus.turn({ contentLength: false });
      const reply = await open();
      assert.equal(reply.total, undefined);
      assert.deepEqual(await buffer(reply.body), whole);
    });

    it('fails its reader when it breaks off', async () => {
      await campus.turn({ download: 'truncated' });
      const reply = await open();
      assert.equal(reply.total, whole.length);
      await assert.rejects(buffer(reply.body));
    });

    it('has the length that was sent when the server itself is short of bytes', async () => {
      await campus.turn({ download: 'short', cutAfter: 100 });
      const reply = await open();
      assert.equal(reply.total, 100);
      assert.deepEqual(await buffer(reply.body), whole.subarray(0, 100));
    });
  });
});
