import assert from 'node:assert/strict';
import type { Place } from '../../../src/core/platform/place.ts';
import { failsWith } from '../platform/failsWith.ts';
import { fakeCodio, NO_STOP, pagesOf } from './fakeCodio.ts';
import { json, type Answer } from './fakeHttp.ts';

const COURSE = { kind: 'course', id: 'c 1', name: 'One', archived: false } as const;
const REF = { id: 'c 1', name: 'One' };

function query(path: string): URLSearchParams {
  return new URL(path, 'https://x').searchParams;
}

/** The name of a course, or the kind of a folder. */
const nameOf = (place: Place): string => ('name' in place ? place.name : place.kind);

describe('the courses of an organisation', () => {
  const list = (answer: (nextToken: string | null, archived: string | null) => unknown, archived = false) => {
    const codio = fakeCodio((path) => {
      const given = answer(query(path).get('nextToken'), query(path).get('archived'));
      return given === undefined ? { status: 404 } : json(given);
    });
    return { ...codio, pages: pagesOf(codio.client.children(undefined, { archived }, NO_STOP)) };
  };
  const names = async (pages: Promise<readonly (readonly Place[])[]>) =>
    (await pages).map((page) => page.map(nameOf));

  it('come page by page, and no page before it is wanted', async () => {
    const codio = fakeCodio((path) => {
      const next = query(path).get('nextToken');
      return json({
        courses: [{ id: `c${next ?? '0'}`, name: 'n' }],
        ...(next === null && { nextToken: '1' }),
      });
    });
    const pages = codio.client.children(undefined, { archived: false }, NO_STOP)[Symbol.asyncIterator]();
    assert.deepEqual(codio.http.requests, []);
    await pages.next();
    assert.deepEqual(codio.asked(), ['GET /courses_list?archived=false']);
    await pages.next();
    assert.deepEqual(codio.asked().slice(1), ['GET /courses_list?archived=false&nextToken=1']);
    assert.equal((await pages.next()).done, true);
  });

  it('are read whatever is missing', async () => {
    const { pages } = list(() => ({
      courses: [
        { id: 'a', name: 'A', start: '2024-01-01T00:00:00Z', end: '', archived: false, modules: null },
        { id: 7 },
        { id: 'b', name: null, start: null },
        { name: 'no id' },
        null,
        'odd',
      ],
      nextToken: '',
    }));
    assert.deepEqual(await pages, [
      [
        { kind: 'course', id: 'a', name: 'A', archived: false, starts: '2024-01-01T00:00:00Z' },
        { kind: 'course', id: '7', name: '7', archived: false },
        { kind: 'course', id: 'b', name: 'b', archived: false },
      ],
    ]);
  });

  for (const last of [undefined, null, ''])
    it(`end with nextToken ${JSON.stringify(last)}`, async () => {
      const { pages } = list(() => ({ courses: [{ id: 'a', name: 'A' }], nextToken: last }));
      assert.deepEqual(await names(pages), [['A']]);
    });

  it('may be none at all', async () => {
    assert.deepEqual(await list(() => ({ courses: [] })).pages, []);
    assert.deepEqual(await list(() => ({})).pages, []);
  });

  it('have the archived ones behind them when they are wanted', async () => {
    const answer = (_next: string | null, archived: string | null) => ({
      courses: archived === 'true' ? [{ id: 'z', name: 'Old' }] : [{ id: 'a', name: 'A', archived: false }],
    });
    assert.deepEqual(await list(answer, true).pages, [
      [{ kind: 'course', id: 'a', name: 'A', archived: false }],
      [{ kind: 'course', id: 'z', name: 'Old', archived: true }],
    ]);
    const { pages, asked } = list(answer);
    assert.deepEqual(await names(pages), [['A']]);
    assert.deepEqual(asked(), ['GET /courses_list?archived=false']);
  });

  it('are each given once by a server that does not filter', async () => {
    const answer = () => ({
      courses: [
        { id: 'a', name: 'A', archived: false },
        { id: 'z', name: 'Old', archived: true },
      ],
    });
    assert.deepEqual(await names(list(answer).pages), [['A']]);
    assert.deepEqual(await names(list(answer, true).pages), [['A', 'Old']]);
  });

  it('begin again when a token has gone stale, without repeating what was given', async () => {
    let stale = true;
    const { pages, asked } = list((next) => {
      if (next === null) return { courses: [{ id: 'a', name: 'A' }], nextToken: stale ? 'old' : 'new' };
      if (next === 'new') return { courses: [{ id: 'b', name: 'B' }] };
      stale = false;
      return undefined;
    });
    assert.deepEqual(await names(pages), [['A'], ['B']]);
    assert.equal(asked().length, 4);
  });

  it('fail when every token is stale', async () => {
    const { pages, asked } = list((next) => (next === null ? { courses: [], nextToken: 'x' } : undefined));
    await failsWith(pages, {
      kind: 'serverFault',
      status: 404,
      detail: 'The list of courses keeps changing.',
    });
    assert.equal(asked().length, 6);
  });

  it('fail when the pages go in a circle', async () => {
    const { pages } = list((next) => ({ courses: [], nextToken: next === 'x' ? 'y' : 'x' }));
    await failsWith(pages, { kind: 'serverFault', detail: 'The list of courses goes in a circle.' });
  });

  it('fail as no server when there is no such list', () =>
    failsWith(list(() => undefined).pages, { kind: 'gone', missing: 'server' }));

  for (const text of ['<html>Sign in</html>', 'null', '"x"', ''])
    it(`fail when the answer is ${JSON.stringify(text)}`, () => {
      const { client } = fakeCodio(() => ({ text }));
      return failsWith(pagesOf(client.children(undefined, { archived: false }, NO_STOP)), {
        kind: 'serverFault',
        status: 200,
        detail: 'The server did not answer in the expected form.',
      });
    });
});

describe('the places in a course', () => {
  const below = async (parent: Place, answer: (path: string) => Answer = () => ({ status: 500 })) => {
    const codio = fakeCodio((path) => answer(path));
    const pages = await pagesOf(codio.client.children(parent, { archived: false }, NO_STOP));
    return { places: pages.flat(), asked: codio.asked() };
  };

  it('are its modules and its students, without asking the server', async () => {
    const { places, asked } = await below(COURSE);
    assert.deepEqual(places, [
      { kind: 'modules', course: REF },
      { kind: 'students', course: REF },
    ]);
    assert.deepEqual(asked, []);
  });

  it('are modules with assignments, hidden where only the whole list has them', async () => {
    const whole = {
      id: 'c 1',
      modules: [
        {
          id: 'm1',
          name: 'First',
          assignments: [
            { id: 'a1', name: 'Shown' },
            { id: 'a2', name: 'Secret' },
          ],
        },
        { id: 'm2', name: 'Nothing yet' },
        { name: 'Only hidden', assignments: [{ id: 'a3' }, { name: 'no id' }, null] },
      ],
    };
    const shown = { id: 'c 1', modules: [{ id: 'm1', assignments: [{ id: 'a1', name: 'Shown' }] }] };
    const { places, asked } = await below({ kind: 'modules', course: REF }, (path) =>
      json(path.endsWith('=true') ? whole : shown),
    );
    const assignment = (id: string, name: string, hidden: boolean) =>
      ({ kind: 'assignment', id, name, course: REF, hidden }) as const;
    assert.deepEqual(places, [
      {
        kind: 'module',
        id: 'm1',
        name: 'First',
        course: REF,
        assignments: [assignment('a1', 'Shown', false), assignment('a2', 'Secret', true)],
      },
      { kind: 'module', id: 'm2', name: 'Nothing yet', course: REF, assignments: [] },
      {
        kind: 'module',
        id: 'module-2',
        name: 'Only hidden',
        course: REF,
        assignments: [assignment('a3', 'a3', true)],
      },
    ]);
    assert.deepEqual(asked.toSorted(), [
      'GET /courses/c%201?withHiddenAssignments=false',
      'GET /courses/c%201?withHiddenAssignments=true',
    ]);
  });

  it("are a module's assignments, without asking again", async () => {
    const assignments = [{ kind: 'assignment', id: 'a', name: 'A', course: REF, hidden: false }] as const;
    const { places, asked } = await below({ kind: 'module', id: 'm', name: 'M', course: REF, assignments });
    assert.deepEqual(places, assignments);
    assert.deepEqual(asked, []);
  });

  it("are its students in the server's order, known by whatever they have", async () => {
    const { places, asked } = await below({ kind: 'students', course: REF }, () =>
      json([
        { id: 'u2', name: 'Zoë', login: 'zoe', email: 'z@x' },
        { id: 'u1', name: 'Ada' },
        { id: 'u3', name: 'Ada', email: '' },
        { name: 'By mail', email: 'm@x' },
        { login: 'by-login' },
        { name: 'Nobody' },
      ]),
    );
    assert.deepEqual(places, [
      { kind: 'student', id: 'u2', name: 'Zoë', course: REF, login: 'zoe', email: 'z@x' },
      { kind: 'student', id: 'u1', name: 'Ada', course: REF },
      { kind: 'student', id: 'u3', name: 'Ada', course: REF },
      { kind: 'student', id: 'm@x', name: 'By mail', course: REF, email: 'm@x' },
      { kind: 'student', id: 'by-login', name: 'by-login', course: REF, login: 'by-login' },
    ]);
    assert.deepEqual(asked, ['GET /courses/c%201/students']);
  });

  it('are none below anything else', async () => {
    const { places } = await below({ kind: 'student', id: 'u', name: 'U', course: REF });
    assert.deepEqual(places, []);
  });

  it('fail as gone, forbidden or with the message of the server', async () => {
    const students = { kind: 'students', course: REF } as const;
    const failing = (answer: Answer) => below(students, () => answer);
    await failsWith(failing({ status: 404 }), { kind: 'gone', missing: 'place' });
    await failsWith(failing({ status: 403 }), { kind: 'forbidden' });
    await failsWith(failing({ status: 412, text: '{"code":412,"message":"Bad order"}' }), {
      kind: 'badInput',
      detail: 'Bad order',
    });
    await failsWith(failing({ status: 418, text: '{"error":{"message":"Tea"}}' }), {
      kind: 'serverFault',
      status: 418,
      detail: 'Tea',
    });
    await failsWith(failing({ status: 501, text: '<html>{"message":"x"}</html>' }), {
      kind: 'serverFault',
      status: 501,
      detail: '',
    });
    await failsWith(failing({ status: 418, text: '{"error":"<html>no</html>"}' }), {
      kind: 'serverFault',
      status: 418,
      detail: '',
    });
  });
});
