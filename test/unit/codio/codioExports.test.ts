import assert from 'node:assert/strict';
import type { TaskRef, TaskState } from '../../../src/core/platform/exportPort.ts';
import type { ExportRequest } from '../../../src/core/platform/exportRequest.ts';
import { failsWith } from '../platform/failsWith.ts';
import { fakeCodio, NO_STOP } from './fakeCodio.ts';
import { json, type Answer } from './fakeHttp.ts';

const course = { id: 'c/1', name: 'C' };
const assignment = { id: 'a 1', name: 'A' };
const student = { id: 'u@x', name: 'U' };
const FILE = 'https://archives.codio.test/temporary/1.zip';

const REQUESTS = {
  coursework: { kind: 'coursework', course },
  sources: { kind: 'sources', course },
  coachLogs: { kind: 'coachLogs', course },
  llmLogs: { kind: 'llmLogs', course },
  assessments: { kind: 'assessments', course, assignments: [assignment, { id: 'a,2', name: 'B' }] },
  workspace: { kind: 'workspace', course, assignment, student },
  assignmentCsv: { kind: 'assignmentCsv', course, assignment },
  studentCsv: { kind: 'studentCsv', course, student },
} as const satisfies Record<string, ExportRequest>;

const WORKSPACE = '/courses/c%2F1/assignments/a%201/students/u%40x/download';

const TASKS = [
  ['coursework', 'POST /courses/c%2F1/export/workdata', '/courses/c%2F1/export/workdata/progress/t%201'],
  ['sources', 'POST /courses/c%2F1/export/sources', '/courses/c%2F1/export/sources/progress/t%201'],
  ['coachLogs', 'POST /courses/c%2F1/export/coach', '/courses/c%2F1/export/coach/progress/t%201'],
  ['llmLogs', 'POST /courses/c%2F1/export/llmproxy', '/courses/c%2F1/export/llmproxy/progress/t%201'],
  [
    'assessments',
    'GET /courses/c%2F1/export/assessments/csv?assignmentIds=a%201,a%2C2',
    '/courses/c%2F1/export/assessments/csv/download/t%201',
  ],
  ['workspace', `GET ${WORKSPACE}`, `${WORKSPACE}/t%201`],
] as const;

const DIRECT = [
  ['assignmentCsv', 'GET /courses/c%2F1/assignments/a%201/export/csv'],
  ['studentCsv', 'GET /courses/c%2F1/students/u%40x/export/csv'],
] as const;

describe('the exports of Codio', () => {
  it('are eight and what Lectern makes of them, and not the users of a facility', async () => {
    const { client } = fakeCodio(() => ({}));
    const made = ['assignmentData', 'studentData', 'guidesPdf'];
    assert.deepEqual([...client.exports.kinds].sort(), [...Object.keys(REQUESTS), ...made].sort());
    const users = { kind: 'users', facility: course, locale: 'en' } as const;
    await failsWith(client.exports.begin(users, NO_STOP), {
      kind: 'badInput',
      detail: 'Codio has no such export.',
    });
  });

  for (const [kind, start, status] of TASKS) {
    it(`begin and check ${kind} at its own addresses`, async () => {
      const { client, asked, http } = fakeCodio(() => json({ taskId: 't 1', taskUri: '', done: false }));
      const begun = await client.exports.begin(REQUESTS[kind], NO_STOP);
      assert.deepEqual(begun, { step: 'task', task: { id: 't 1' } });
      assert.equal(http.requests.at(-1)?.body, undefined);
      const state = await client.exports.check(REQUESTS[kind], { id: 't 1' }, NO_STOP);
      assert.deepEqual(state, { step: 'running' });
      assert.deepEqual(asked(), [start, `GET ${status}`]);
    });

    it(`never begin ${kind} twice on a guess`, async () => {
      const { client, asked, clock } = fakeCodio(() => ({ status: 503 }));
      await failsWith(clock.run(client.exports.begin(REQUESTS[kind], NO_STOP)), {
        kind: 'serverFault',
        status: 503,
        detail: '',
      });
      assert.equal(asked().length, 1);
    });
  }

  for (const [kind, start] of DIRECT) {
    for (const [what, text] of [
      ['a JSON text', JSON.stringify(FILE)],
      ['a bare address', `${FILE}\n`],
      ['an object', JSON.stringify({ url: FILE, error: '' })],
    ] as const)
      it(`take ${what} for the file of ${kind}`, async () => {
        const { client, asked, http } = fakeCodio(() => ({ text }));
        const begun = await client.exports.begin(REQUESTS[kind], NO_STOP);
        assert.deepEqual(begun, { step: 'file', file: { url: FILE } });
        assert.deepEqual(asked(), [start]);
        assert.ok((http.requests.at(-1)?.timeoutMs ?? 0) >= 120_000);
      });
  }

  it('take nothing else for a file', async () => {
    const detail = 'The server did not say where the file is.';
    for (const text of [
      '""',
      '',
      '{}',
      'null',
      '12',
      '"file:///etc/hosts"',
      '"/x.csv"',
      '<html>no</html>',
      '"http://archives.codio.test/1"',
    ])
      await failsWith(fakeCodio(() => ({ text })).client.exports.begin(REQUESTS.studentCsv, NO_STOP), {
        kind: 'serverFault',
        status: 200,
        detail,
      });
    const both = JSON.stringify({ url: FILE, error: 'No data' });
    await failsWith(fakeCodio(() => ({ text: both })).client.exports.begin(REQUESTS.studentCsv, NO_STOP), {
      kind: 'serverFault',
      status: 200,
      detail: 'No data',
    });
  });

  it('refuse assessments without an assignment, and a start without a task', async () => {
    const { client, asked } = fakeCodio(() => json({ taskId: '' }));
    await failsWith(client.exports.begin({ kind: 'assessments', course, assignments: [] }, NO_STOP), {
      kind: 'badInput',
      detail: 'No assignment was chosen.',
    });
    assert.deepEqual(asked(), []);
    await failsWith(client.exports.begin(REQUESTS.coursework, NO_STOP), {
      kind: 'serverFault',
      status: 200,
      detail: 'The server named no task.',
    });
  });

  it('fail as gone when the course is not there', () =>
    failsWith(fakeCodio(() => ({ status: 404 })).client.exports.begin(REQUESTS.sources, NO_STOP), {
      kind: 'gone',
      missing: 'place',
    }));

  const noFile = 'The server is done, but there is no file.';
  const states: readonly (readonly [unknown, TaskState])[] = [
    [{ done: false }, { step: 'running' }],
    [{ done: false, url: null, error: '' }, { step: 'running' }],
    [{ done: false, error: 'later' }, { step: 'running' }],
    [{}, { step: 'running' }],
    [
      { done: true, url: FILE },
      { step: 'ready', file: { url: FILE } },
    ],
    [
      { done: 'true', url: FILE, error: null },
      { step: 'ready', file: { url: FILE } },
    ],
    [{ url: FILE }, { step: 'ready', file: { url: FILE } }],
    [
      { done: true, error: 'No space' },
      { step: 'failed', reason: 'No space' },
    ],
    [
      { done: true, url: FILE, error: 'No space' },
      { step: 'failed', reason: 'No space' },
    ],
    [{ error: 'No space' }, { step: 'failed', reason: 'No space' }],
    [{ done: true }, { step: 'failed', reason: noFile }],
    [
      { done: true, url: '', error: null },
      { step: 'failed', reason: noFile },
    ],
    [
      { done: true, url: 'data:,x' },
      { step: 'failed', reason: 'The server did not say where the file is.' },
    ],
  ];
  for (const [wire, expected] of states)
    it(`read ${JSON.stringify(wire)} as ${expected.step}`, async () => {
      const { client } = fakeCodio(() => json(wire));
      assert.deepEqual(await client.exports.check(REQUESTS.sources, { id: 't' }, NO_STOP), expected);
    });

  describe('with a task address', () => {
    const check = async (uri: string, kind: 'coachLogs' | 'coursework' = 'coachLogs') => {
      const codio = fakeCodio(() => json({ done: false }));
      await codio.client.exports.check(REQUESTS[kind], { id: 't', uri }, NO_STOP);
      return codio.asked();
    };
    const typed = ['GET /courses/c%2F1/export/coach/progress/t'];

    it("follow it on the API's own origin", async () => {
      assert.deepEqual(await check('https://octopus.codio.test/api/v1/download/t'), ['GET /download/t']);
      assert.deepEqual(await check('/elsewhere/t'), ['GET https://octopus.codio.test/elsewhere/t']);
    });

    it('never send the token to another one', async () => {
      for (const uri of [
        'https://evil.test/api/v1/download/t',
        'http://octopus.codio.test/api/v1/download/t',
        'https://octopus.codio.test:8443/api/v1/download/t',
        'https://octopus.codio.test@evil.test/t',
        'https://me:pw@octopus.codio.test/t',
        '//evil.test/t',
        'data:,{"done":true}',
      ])
        assert.deepEqual(await check(uri), typed, uri);
    });

    it('use the typed address where Codio itself does', async () => {
      assert.deepEqual(await check('https://octopus.codio.test/api/v1/download/t', 'coursework'), [
        'GET /courses/c%2F1/export/workdata/progress/t',
      ]);
    });

    it('try the other address when the first does not exist', async () => {
      const task = { id: 't', uri: 'https://octopus.codio.test/api/v1/download/t' };
      for (const [kind, first, second] of [
        ['coachLogs', '/download/t', '/courses/c%2F1/export/coach/progress/t'],
        ['sources', '/courses/c%2F1/export/sources/progress/t', '/download/t'],
      ] as const) {
        const { client, asked } = fakeCodio((path) =>
          path === first ? { status: 404 } : json({ done: true, url: FILE }),
        );
        assert.deepEqual(await client.exports.check(REQUESTS[kind], task, NO_STOP), {
          step: 'ready',
          file: { url: FILE },
        });
        assert.deepEqual(asked(), [`GET ${first}`, `GET ${second}`]);
      }
    });
  });

  it('give a task that nobody knows yet three polls', async () => {
    const { client } = fakeCodio(() => ({ status: 404 }));
    const check = () => client.exports.check(REQUESTS.sources, { id: 't' }, NO_STOP);
    for (let i = 0; i < 3; i += 1) assert.deepEqual(await check(), { step: 'running' });
    await failsWith(check(), { kind: 'gone', missing: 'task' });
  });

  it('say at once that a task which was there has vanished', async () => {
    const answers: Answer[] = [json({ done: false }), { status: 404 }];
    const { client } = fakeCodio(() => answers.shift() ?? {});
    const check = () => client.exports.check(REQUESTS.sources, { id: 't' }, NO_STOP);
    assert.deepEqual(await check(), { step: 'running' });
    await failsWith(check(), { kind: 'gone', missing: 'task' });
  });

  it('cannot be asked about a task where there is none', () =>
    failsWith(fakeCodio(() => json({})).client.exports.check(REQUESTS.studentCsv, { id: 't' }, NO_STOP), {
      kind: 'gone',
      missing: 'task',
    }));

  describe('after a lost answer', () => {
    const find = async (
      request: ExportRequest,
      tasks: unknown,
      ageMs = 60_000,
    ): Promise<{ found: TaskRef | undefined; asked: string[] }> => {
      const { client, asked, clock } = fakeCodio(() => json(tasks));
      const found = await client.exports.findBegun(request, new Date(clock.now() - ageMs), NO_STOP);
      return { found, asked: asked() };
    };
    const running = { taskId: 'r', done: false };
    const finished = { taskId: 'f', done: true, url: FILE };
    const failed = { taskId: 'x', done: true, error: 'no' };

    for (const [kind, path] of [
      ['coursework', 'GET /courses/c%2F1/export/workdata'],
      ['sources', 'GET /courses/c%2F1/export/sources'],
    ] as const)
      it(`adopt the only running task of ${kind}`, async () => {
        assert.deepEqual(await find(REQUESTS[kind], [finished, running, failed]), {
          found: { id: 'r' },
          asked: [path],
        });
      });

    it('adopt nothing finished, nothing ambiguous and nothing without an id', async () => {
      for (const tasks of [[], [finished, failed], [running, { ...running, taskId: 's' }], [{ done: false }]])
        assert.equal((await find(REQUESTS.coursework, tasks)).found, undefined, JSON.stringify(tasks));
    });

    it('do not look after the time in which a task ends', async () => {
      assert.deepEqual(await find(REQUESTS.coursework, [running], 2 * 3_600_000 + 1), {
        found: undefined,
        asked: [],
      });
    });

    it('have no list for the other kinds', async () => {
      for (const kind of [
        'assessments',
        'workspace',
        'coachLogs',
        'llmLogs',
        'studentCsv',
        'assignmentCsv',
      ] as const)
        assert.deepEqual(await find(REQUESTS[kind], [running]), { found: undefined, asked: [] });
    });
  });

  it('are polled more and more patiently, the whole course for two hours', () => {
    const { client } = fakeCodio(() => ({}));
    const delays = [1, 2, 3, 5, 8, 10, 15].map((seconds) => seconds * 1000);
    assert.deepEqual(client.exports.schedule(REQUESTS.coursework), {
      delays,
      slowAfter: 600_000,
      slowDelay: 30_000,
      limit: 7_200_000,
    });
    assert.deepEqual(client.exports.schedule(REQUESTS.workspace), {
      delays,
      slowAfter: Infinity,
      slowDelay: 15_000,
      limit: 900_000,
    });
  });

  it('need not be released', async () => {
    const { client, http } = fakeCodio(() => ({ status: 500 }));
    await client.exports.release(REQUESTS.sources, { id: 't' }, NO_STOP);
    assert.deepEqual(http.requests, []);
  });
});
