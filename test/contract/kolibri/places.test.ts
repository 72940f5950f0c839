import assert from 'node:assert/strict';
import type { ClassPlace, FacilityPlace, LearnersPlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { failureFrom } from '../../failureFrom.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, never, pagesBelow, placesBelow } from './server.ts';
import { killSession, tracedPaths, watchedHttp } from './watchedHttp.ts';

const PEOPLE = 1 + school.staff.length + school.learners.length;
const CLASS = school.classes[1]!;
const MEMBERS = school.learners.filter(({ classes }) => classes.includes(CLASS));

async function facilityOf(client: PlatformClient): Promise<FacilityPlace> {
  const facilities = await placesBelow(client, undefined, 'facility');
  return facilities.find(({ name }) => name === school.facility)!;
}

async function classOf(client: PlatformClient): Promise<ClassPlace> {
  const classes = await placesBelow(client, await facilityOf(client), 'class');
  return classes.find(({ name }) => name === CLASS)!;
}

describe('Kolibri: facilities, classes, people', () => {
  let client: PlatformClient;
  before(() => (client = clientOf(school.superuser)));
  after(() => client.close());

  it('shows a superuser every facility, with the counts of the server', async () => {
    const facilities = await placesBelow(client, undefined, 'facility');
    assert.deepEqual(
      facilities.map(({ name, classCount, userCount }) => ({ name, classCount, userCount })),
      [
        { name: school.otherFacility.name, classCount: 1, userCount: 1 },
        { name: school.facility, classCount: school.classes.length, userCount: PEOPLE },
      ],
    );
  });

  it('shows an administrator the own facility only', async () => {
    for (const [person, name] of [
      [school.staff[0]!, school.facility],
      [school.otherFacility.head, school.otherFacility.name],
    ] as const) {
      const own = clientOf(person);
      const facilities = await placesBelow(own, undefined, 'facility');
      assert.deepEqual(
        facilities.map((facility) => facility.name),
        [name],
      );
      await own.close();
    }
  });

  it('lists the classes with learner counts and coaches', async () => {
    const facility = await facilityOf(client);
    const classes = await placesBelow(client, facility, 'class');
    assert.deepEqual(
      classes.map(({ name, learnerCount, coaches }) => ({
        name,
        learnerCount,
        coaches: coaches.map((coach) => coach.name),
      })),
      school.classes.map((name) => ({
        name,
        learnerCount: school.learners.filter(({ classes: own }) => own.includes(name)).length,
        coaches: ['Cora Coach'],
      })),
    );
    assert.deepEqual(classes[0]!.facility, { id: facility.id, name: facility.name });
  });

  it('takes a snapshot of everybody that a roster can be checked against', async () => {
    const snapshot = await client.rosterSnapshot!(await facilityOf(client), never);
    assert.equal(snapshot.facility, school.facility);
    assert.deepEqual(snapshot.classes.map(({ name }) => name).sort(), [...school.classes].sort());
    const people = new Map(snapshot.users.map((user) => [user.username, user]));
    const told = (username: string): readonly string[] => {
      const { userType, enrolledIn, assignedTo, isDeleted } = people.get(username)!;
      return [userType, enrolledIn.length, assignedTo.length, isDeleted].map(String);
    };
    assert.deepEqual(told('head'), ['ADMIN', '0', '0', 'false']);
    assert.deepEqual(told('tutor'), ['FACILITY_COACH', '0', '0', 'false']);
    assert.deepEqual(told('coach'), ['CLASS_COACH', '0', '2', 'false']);
    assert.deepEqual(told('ana'), ['LEARNER', '2', '0', 'false']);
    assert.equal(people.get('ana')!.identifier, 'S-1');
    assert.equal(people.get('admin')!.id, snapshot.callerId);
  });

  it('knows the folders of a class with its lessons and quizzes, and asks for neither twice', async () => {
    const watched = watchedHttp();
    const watching = clientOf(school.superuser, { http: watched });
    const place = await classOf(client);
    const folders = (await pagesBelow(watching, place)).flat();
    assert.deepEqual(
      folders.map(({ kind }) => kind),
      ['lessons', 'learners', 'coaches'],
    );
    const asked = ['POST /api/auth/session/', 'GET /api/lessons/lesson/', 'GET /api/exams/exam/'];
    assert.deepEqual(tracedPaths(watched), asked);
    const [lessons] = folders;
    assert.ok(lessons?.kind === 'lessons' && lessons.work);
    assert.deepEqual((await pagesBelow(watching, lessons)).flat(), lessons.work);
    const coaches = await placesBelow(watching, folders[2], 'coach');
    assert.deepEqual(
      coaches.map(({ name, username }) => ({ name, username })),
      [{ name: 'Cora Coach', username: 'coach' }],
    );
    assert.deepEqual(tracedPaths(watched), asked);
    await watching.close();
  });

  it('shows the lessons and quizzes of each class, with their sizes and states', async () => {
    for (const place of await placesBelow(client, await facilityOf(client), 'class')) {
      const [folder] = (await pagesBelow(client, place)).flat();
      const shown = (await pagesBelow(client, folder)).flat().map((each) => {
        if (each.kind === 'lesson') return `${each.name}: ${each.active}, ${each.resourceCount}`;
        return each.kind === 'quiz' ? `${each.name}: ${each.state}, ${each.questionCount}` : each.kind;
      });
      const expected = [
        ...school.lessons.map((each) => ({ ...each, text: `${each.active}, ${each.resources}` })),
        ...school.quizzes.map((each) => ({ ...each, text: `${each.state}, ${each.questions}` })),
      ];
      assert.deepEqual(
        shown.sort(),
        expected
          .filter((each) => each.class === place.name)
          .map(({ title, text }) => `${title}: ${text}`)
          .sort(),
      );
    }
  });

  it('gives the learners page by page, and asks for no page before it is wanted', async () => {
    const watched = watchedHttp();
    const paging = clientOf(school.superuser, { http: watched, pageSize: 4 });
    const place = await classOf(client);
    const folder: LearnersPlace = {
      kind: 'learners',
      facility: place.facility,
      class: { id: place.id, name: place.name },
      count: place.learnerCount,
    };
    const pages = paging.children(folder, { archived: false }, never)[Symbol.asyncIterator]();
    assert.equal(watched.requests.length, 0);
    const first = await pages.next();
    assert.equal(first.done, false);
    const asked = (): number => tracedPaths(watched).filter((path) => path.startsWith('GET')).length;
    assert.equal(asked(), 1);
    const people = [...first.value];
    for (let next = await pages.next(); next.done !== true; next = await pages.next())
      people.push(...next.value);
    assert.equal(asked(), Math.ceil(MEMBERS.length / 4));
    const expected = MEMBERS.map(({ username, full_name }) => ({
      // Somebody without a full name goes by the user name.
      name: full_name === '' ? username : full_name,
      username,
    }));
    assert.deepEqual(
      people.map((person) =>
        person.kind === 'learner' ? { name: person.name, username: person.username } : person,
      ),
      expected.sort((a, b) => (a.username < b.username ? -1 : 1)),
    );
    await paging.close();
  });

  it('has nothing below a person', async () => {
    const place = await classOf(client);
    assert.deepEqual(await pagesBelow(client, place.coaches[0]), []);
  });

  it('says gone for a class that has been deleted', async () => {
    const place = await classOf(client);
    const folders = (await pagesBelow(client, { ...place, id: '0'.repeat(32) })).flat();
    assert.equal(folders.length, 3);
    for (const folder of folders.slice(0, 2))
      assert.deepEqual(await failureFrom(pagesBelow(client, folder)), { kind: 'gone', missing: 'place' });
  });

  it('recovers when the server has dropped the session', async () => {
    const watched = watchedHttp();
    const dropped = clientOf(school.superuser, { http: watched });
    const facility = await facilityOf(dropped);
    await killSession(watched);
    watched.requests.length = 0;
    // Without recovery this would be an empty list, with status 200.
    const classes = await placesBelow(dropped, facility, 'class');
    assert.equal(classes.length, school.classes.length);
    assert.deepEqual(tracedPaths(watched), [
      'GET /api/auth/classroom/',
      'POST /api/auth/session/',
      'GET /api/auth/classroom/',
    ]);
    await dropped.close();
  });

  it('shares one new sign-in among all that met the dropped session', async () => {
    const watched = watchedHttp();
    const dropped = clientOf(school.superuser, { http: watched });
    const facility = await facilityOf(dropped);
    await killSession(watched);
    watched.requests.length = 0;
    const lists = await Promise.all([1, 2, 3, 4].map(() => placesBelow(dropped, facility, 'class')));
    assert.deepEqual(
      lists.map(({ length }) => length),
      [2, 2, 2, 2],
    );
    const signIns = tracedPaths(watched).filter((path) => path === 'POST /api/auth/session/');
    assert.equal(signIns.length, 1);
    await dropped.close();
  });

  it('is cancelled by its signal, and refuses work after close', async () => {
    const stopped = clientOf(school.superuser);
    const pages = stopped.children(undefined, { archived: false }, AbortSignal.abort());
    assert.deepEqual(await failureFrom(pages[Symbol.asyncIterator]().next()), { kind: 'cancelled' });
    await stopped.check(never);
    await stopped.close();
    assert.deepEqual(await failureFrom(stopped.check(never)), { kind: 'cancelled' });
  });
});
