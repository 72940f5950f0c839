import assert from 'node:assert/strict';
import { createKolibriClient } from '../../../src/core/kolibri/kolibriClient.ts';
import { listWork } from '../../../src/core/kolibri/listWork.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import type { ClassPlace, Place } from '../../../src/core/platform/place.ts';
import { failureFrom } from '../../failureFrom.ts';
import { startFakeKolibri, type FakeKolibri } from './fakeKolibri.ts';

const never = new AbortController().signal;
const http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });
const classroom = { id: 'c1', name: '7A' };
const classPlace: ClassPlace = {
  kind: 'class',
  ...classroom,
  facility: { id: 'f1', name: 'School' },
  learnerCount: 2,
  coaches: [],
};

describe('the lessons and quizzes of a class', () => {
  let server: FakeKolibri;
  afterEach(() => server.close());

  it('reads lessons, then quizzes in every state, drafts with their numbers', async () => {
    server = await startFakeKolibri(({ path }) => {
      if (path === '/api/lessons/lesson/?collection=c1')
        return {
          body: [
            { id: 'l1', title: 'Cells', active: true, resources: [{}, {}] },
            { id: 'l2', title: 'Atoms', active: false, resources: [] },
          ],
        };
      if (path !== '/api/exams/exam/?collection=c1') return undefined;
      const quiz = { active: false, archive: false, draft: false, question_count: 5 };
      return {
        body: [
          { ...quiz, id: 7, title: 'Draft', draft: true },
          { ...quiz, id: 'q1', title: 'Open', active: true },
          { ...quiz, id: 'q2', title: 'Ended', active: true, archive: true },
          { ...quiz, id: 'q3', title: 'Later' },
        ],
      };
    });
    const work = await listWork(http, server.baseUrl, classroom, never);
    assert.deepEqual(
      work.map((one) => [
        one.id,
        one.name,
        one.kind === 'lesson' ? [one.active, one.resourceCount] : [one.state, one.questionCount],
      ]),
      [
        ['l1', 'Cells', [true, 2]],
        ['l2', 'Atoms', [false, 0]],
        ['7', 'Draft', ['draft', 5]],
        ['q1', 'Open', ['active', 5]],
        ['q2', 'Ended', ['closed', 5]],
        ['q3', 'Later', ['hidden', 5]],
      ],
    );
  });

  it('shows the other folders where lessons cannot be read; theirs asks again and says why', async () => {
    server = await startFakeKolibri(({ path }) =>
      path.startsWith('/api/exams/') ? { status: 500, body: '<h1>Server Error (500)</h1>' } : undefined,
    );
    const client = createKolibriClient({
      connection: { platform: 'kolibri', id: 'k', name: 'K', baseUrl: server.baseUrl },
      credentials: { platform: 'kolibri', username: 'admin', password: 'x' },
      http,
    });
    const below = async (parent: Place): Promise<readonly Place[]> => {
      const all: Place[] = [];
      for await (const page of client.children(parent, { archived: false }, never)) all.push(...page);
      return all;
    };
    const folders = await below(classPlace);
    assert.deepEqual(
      folders.map(({ kind }) => kind),
      ['lessons', 'learners', 'coaches'],
    );
    const failure = await failureFrom(below(folders[0]!));
    assert.deepEqual(failure, { kind: 'serverFault', status: 500, detail: '' });
  });
});
