import assert from 'node:assert/strict';
import * as v from 'valibot';
import { openCampus, type TestCampus } from './openCampus.ts';

const UsersSchema = v.array(v.looseObject({ id: v.string() }));

describe('the tasks of the sample campus', () => {
  let lab: TestCampus;
  let path: string;
  let base: string;

  beforeEach(async () => {
    lab = await openCampus();
    const { id } = await lab.course(/Databases/);
    base = `/courses/${id}`;
    path = `${base}/export/coach`;
  });
  afterEach(() => lab.end());

  it('are done after the time that they take, and not before', async () => {
    await lab.sandbox('/faults', { taskMs: 60_000 });
    const { taskUri } = await lab.start(path, 'POST');
    assert.equal((await lab.status(taskUri)).done, false);
    await lab.sandbox('/clock', { advanceMs: 60_000 });
    assert.ok((await lab.finish(taskUri)).url);
  });

  it('are done after a number of polls', async () => {
    await lab.sandbox('/faults', { taskPolls: 30 });
    const { taskUri } = await lab.start(path, 'POST');
    for (let poll = 0; poll < 30; poll += 1) assert.equal((await lab.status(taskUri)).done, false);
    assert.ok((await lab.finish(taskUri)).url);
  });

  it('answer on the route of their kind and on taskUri, and nowhere else', async () => {
    const { taskId, taskUri } = await lab.start(path, 'POST');
    await lab.finish(taskUri);
    assert.equal((await lab.call(`${path}/progress/${taskId}`)).status, 200);
    const other = await lab.course(/Python/);
    for (const wrong of [
      `/courses/${other.id}/export/coach/progress/${taskId}`,
      `${base}/export/llmproxy/progress/${taskId}`,
      `${path}/progress/${'0'.repeat(32)}`,
      `${path}/progress/..%2Fcampus`,
    ]) {
      assert.equal((await lab.call(wrong)).status, 404, wrong);
    }
  });

  for (const [outcome, url, error] of [
    ['error', false, 'out of paper'],
    ['noUrl', false, undefined],
    ['errorAndUrl', true, 'out of paper'],
  ] as const) {
    it(`end as ${outcome}`, async () => {
      await lab.sandbox('/faults', { taskOutcome: outcome, taskError: 'out of paper' });
      const { taskUri } = await lab.start(path, 'POST');
      const state = await lab.finish(taskUri);
      assert.equal(typeof state.url === 'string', url);
      assert.equal(state.error, error);
    });
  }

  it('can vanish', async () => {
    await lab.sandbox('/faults', { taskOutcome: 'vanished' });
    const { taskUri } = await lab.start(path, 'POST');
    assert.equal((await lab.call(taskUri)).status, 404);
  });

  it('can be slow', async () => {
    await lab.sandbox('/faults', { taskOutcome: 'slow' });
    const { taskUri } = await lab.start(path, 'POST');
    await lab.sandbox('/clock', { advanceMs: 100_000 });
    assert.equal((await lab.status(taskUri)).done, false);
    await lab.sandbox('/clock', { advanceMs: 100_000 });
    assert.ok((await lab.finish(taskUri)).url);
  });

  it('are listed for coursework and sources of their course', async () => {
    const first = await lab.start(`${base}/export/workdata`, 'POST');
    const second = await lab.start(`${base}/export/workdata`, 'POST');
    const third = await lab.start(`${base}/export/sources`, 'POST');
    const listed = async (list: string): Promise<readonly string[]> =>
      v
        .parse(v.array(v.looseObject({ taskId: v.string() })), await lab.json(list))
        .map(({ taskId }) => taskId);
    assert.deepEqual(
      new Set(await listed(`${base}/export/workdata`)),
      new Set([first.taskId, second.taskId]),
    );
    assert.deepEqual(await listed(`${base}/export/sources`), [third.taskId]);
    const other = await lab.course(/Python/);
    assert.deepEqual(await listed(`/courses/${other.id}/export/workdata`), []);
  });

  it('fail for the workspace of a student who has not started, or are not even begun', async () => {
    const python = await lab.course(/Python/);
    const users = v.parse(UsersSchema, await lab.json(`/courses/${python.id}/students`));
    const idle = `/courses/${python.id}/assignments/${python.modules[0]!.assignments[0]!.id}/students/${users.at(-1)!.id}/download`;
    const { taskUri } = await lab.start(idle, 'GET');
    assert.match((await lab.finish(taskUri)).error!, /not started/);
    await lab.sandbox('/faults', { notStarted: '404' });
    assert.equal((await lab.call(idle)).status, 404);
  });

  it('need assignments that the course has', async () => {
    assert.equal((await lab.call(`${base}/export/assessments/csv`)).status, 404);
    assert.equal((await lab.call(`${base}/export/assessments/csv?assignmentIds=x`)).status, 404);
  });

  it('leave absent values out, or write null or nothing', async () => {
    await lab.sandbox('/faults', { taskMs: 60_000 });
    const { taskUri } = await lab.start(path, 'POST');
    const fields = async (emptyValues: string): Promise<unknown> => {
      await lab.sandbox('/faults', { emptyValues });
      const { url, error } = await lab.status(taskUri);
      return [url, error];
    };
    assert.deepEqual(await fields('omit'), [undefined, undefined]);
    assert.deepEqual(await fields('null'), [null, null]);
    assert.deepEqual(await fields('empty'), ['', '']);
  });
});
