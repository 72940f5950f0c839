import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { CoursePlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { failsWith } from '../../unit/platform/failsWith.ts';
import { startServer } from '../../unit/platform/startServer.ts';
import { placesOf } from './placesOf.ts';
import { startCodioCampus, type CodioCampus } from './startCodioCampus.ts';
import { courseByKey } from './courseByKey.ts';

const noStop = new AbortController().signal;

describe('the Codio client on the sample campus', () => {
  let campus: CodioCampus;
  let client: PlatformClient;
  before(async () => {
    campus = await startCodioCampus();
  });
  beforeEach(async () => {
    await campus.reset();
    client = campus.client();
  });
  after(() => campus.stop());

  const course = (key: string): Promise<CoursePlace> => courseByKey(campus, client, key);
  const tokenRequests = async (): Promise<number> =>
    (await campus.requests()).filter(({ path }) => path.endsWith('/token')).length;

  it('checks the credentials', async () => {
    const stop = new AbortController();
    assert.deepEqual(await client.check(stop.signal), { name: 'Campus' });
    assert.equal(getEventListeners(stop.signal, 'abort').length, 0);
    const credentials = { platform: 'codio', clientId: 'nobody', clientSecret: 'nothing' } as const;
    await failsWith(campus.client({ credentials }).check(noStop), { kind: 'signedOut' });
  });

  it('says that a server is not there', async () => {
    const gone = await startServer(() => undefined);
    await gone.stop();
    const connection = {
      platform: 'codio',
      id: 'c',
      name: 'n',
      oauthBaseUrl: gone.url,
      apiBaseUrl: gone.url,
    } as const;
    await failsWith(campus.client({ connection }).check(noStop), {
      kind: 'offline',
      host: gone.host,
      code: 'ECONNREFUSED',
    });
  });

  for (const emptyValues of ['omit', 'null', 'empty'] as const)
    it(`lists the courses page by page, the archived ones when asked (absent values: ${emptyValues})`, async () => {
      await campus.turn({ pageSize: 2, emptyValues });
      const { courses } = await campus.seed();
      const current = courses.filter(({ archived }) => !archived);
      const pages = await placesOf(client, 'course');
      assert.ok(pages.length > 1);
      assert.ok(pages.every((page) => page.length <= 2));
      assert.deepEqual(
        pages.flat().map(({ id, name, archived }) => ({ id, name, archived })),
        current.map(({ id, name }) => ({ id, name, archived: false })),
      );
      const all = (await placesOf(client, 'course', undefined, true)).flat();
      assert.deepEqual(
        all.map(({ id, archived }) => [id, archived]),
        [...current, ...courses.filter(({ archived }) => archived)].map(({ id, archived }) => [id, archived]),
      );
      assert.ok(all.some(({ archived }) => archived));
    });

  it('goes on when the campus has forgotten both the token and the page', async () => {
    const { courses } = await campus.seed();
    const seen: string[] = [];
    let resets = 0;
    for await (const page of client.children(undefined, { archived: false }, noStop)) {
      seen.push(...page.map((place) => ('id' in place ? place.id : '')));
      if (resets < 1) await campus.reset();
      resets += 1;
    }
    assert.ok(resets > 1);
    assert.deepEqual(
      seen,
      courses.filter(({ archived }) => !archived).map(({ id }) => id),
    );
    const statuses = (await campus.requests()).map(({ status }) => status);
    assert.ok(statuses.includes(401) && statuses.includes(404), statuses.join());
  });

  it('tells hidden assignments from the others', async () => {
    const [folders] = await placesOf(client, 'modules', await course('python'));
    const modules = (await placesOf(client, 'module', folders?.[0])).flat();
    assert.equal(modules[0]?.name, 'Getting Started');
    const assignments = modules.flatMap((module) => module.assignments);
    assert.equal(assignments.find(({ name }) => name === 'Quiz: Control Flow')?.hidden, true);
    assert.equal(assignments.find(({ name }) => name === 'Lab 4: Loops')?.hidden, false);
    assert.deepEqual((await placesOf(client, 'assignment', modules[0])).flat(), modules[0].assignments);
  });

  it('lists all students, also those without an e-mail or with the name of another', async () => {
    const [folders] = await placesOf(client, 'students', await course('foundations'));
    const students = (await placesOf(client, 'student', folders?.[0])).flat();
    assert.equal(students.length, 60);
    assert.equal(students.filter(({ email }) => email === undefined).length, 1);
    assert.equal(new Set(students.map(({ id }) => id)).size, 60);
    assert.ok(new Set(students.map(({ name }) => name)).size < 60);
    assert.ok(students.some(({ name }) => /[^\p{Script=Latin}\s.'’-]/u.test(name)));
  });

  for (const completionDate of ['iso', 'seconds'] as const)
    it(`knows what each student has begun, from both sides (${completionDate})`, async () => {
      await campus.turn({ completionDate });
      const place = await course('python');
      const [modules] = await placesOf(client, 'modules', place);
      const [students] = await placesOf(client, 'students', place);
      const assignment = (await placesOf(client, 'module', modules?.[0])).flat()[0]?.assignments[0];
      assert.ok(assignment);
      const byAssignment = await client.startedWork?.({ course: place, assignment }, noStop);
      assert.ok(byAssignment && byAssignment.length > 0);
      assert.ok(byAssignment.some(({ completed }) => completed));
      const all = (await placesOf(client, 'student', students?.[0])).flat();
      assert.ok(byAssignment.length < all.length, 'somebody has not begun');
      for (const student of all.slice(0, 5)) {
        const byStudent = (await client.startedWork?.({ course: place, student }, noStop)) ?? [];
        assert.deepEqual(
          byStudent.filter((work) => work.assignment.id === assignment.id).map(({ completed }) => completed),
          byAssignment.filter((work) => work.student.id === student.id).map(({ completed }) => completed),
        );
      }
    });

  it('is refused by a course of another organisation, and finds no course that is not there', async () => {
    const { foreignCourse } = await campus.seed();
    const students = (id: string) =>
      placesOf(client, 'student', { kind: 'students', course: { id, name: 'n' } });
    await failsWith(students(foreignCourse.id), { kind: 'forbidden' });
    await failsWith(students('no/such course'), { kind: 'gone', missing: 'place' });
  });

  it('asks for one token for many requests, and renews it before it ends', async () => {
    await campus.turn({ tokenSeconds: 120 });
    await Promise.all(Array.from({ length: 10 }, () => placesOf(client, 'course')));
    assert.equal(await tokenRequests(), 1);
    await campus.pass(61_000);
    await Promise.all(Array.from({ length: 10 }, () => placesOf(client, 'course')));
    assert.equal(await tokenRequests(), 2);
    assert.ok((await campus.requests()).every(({ status }) => status === 200));
  });

  it('works with tokens that live for seconds', async () => {
    await campus.turn({ tokenSeconds: 5 });
    for (let i = 0; i < 4; i += 1) {
      await placesOf(client, 'course');
      await campus.pass(3000);
    }
    assert.equal(await tokenRequests(), 4);
    assert.ok((await campus.requests()).every(({ status }) => status === 200));
  });

  it('replays once when a token has ended early', async () => {
    const place = await course('python');
    await campus.reset();
    const [folders] = await placesOf(client, 'students', place);
    await Promise.all(Array.from({ length: 8 }, () => placesOf(client, 'student', folders?.[0])));
    assert.equal(await tokenRequests(), 1);
    const refused = (await campus.requests()).filter(({ status }) => status === 401).length;
    assert.ok(refused >= 1 && refused <= 8, String(refused));
  });

  it('repeats reading requests that fail on the way', async () => {
    await client.check(noStop);
    for (const failWith of [500, 503, 'html', 'cut'] as const) {
      await campus.turn({ failTimes: 2, failWith, failPath: '/courses_list' });
      await client.check(noStop);
    }
    await campus.turn({ failTimes: 4, failWith: 'html', failPath: '/courses_list' });
    await failsWith(client.check(noStop), { kind: 'serverFault', status: 502, detail: '' });
  });

  it('can be cancelled while the campus says nothing', async () => {
    await client.check(noStop);
    await campus.turn({ failTimes: 1, failWith: 'hang', failPath: '/courses_list' });
    await campus.forgetRequests();
    const stop = new AbortController();
    const work = client.check(stop.signal);
    while ((await campus.requests()).length === 0);
    stop.abort();
    await failsWith(work, { kind: 'cancelled' });
    assert.equal(getEventListeners(stop.signal, 'abort').length, 0);
  });
});
