import assert from 'node:assert/strict';
import { createCodioApi } from '../../../src/core/codio/codioApi.ts';
import { createExchange } from '../../../src/core/codio/exchange.ts';
import { workOfStudent, workOnAssignment } from '../../../src/core/codio/studentWork.ts';
import { createTokenSource } from '../../../src/core/codio/tokenSource.ts';
import { fakeClock } from './fakeClock.ts';
import { CONNECTION, fakeCodio, NO_STOP } from './fakeCodio.ts';
import { fakeHttp, json } from './fakeHttp.ts';

const course = { id: 'c', name: 'C' };
const assignment = { id: 'a/1', name: 'A' };
const student = { id: 'u@x', name: 'U' };

function apiWith(body: unknown) {
  const { now, sleep } = fakeClock();
  const http = fakeHttp(() => json(body));
  const exchange = createExchange({ http, requestsPerTenSeconds: 40, now, sleep });
  const tokens = createTokenSource(() => Promise.resolve({ value: 't', lifetimeMs: 1e6 }), now);
  return createCodioApi(CONNECTION, exchange, tokens);
}

describe('the work on an assignment', () => {
  it('is read in every spelling', async () => {
    const api = apiWith([
      {
        student_id: 'u1',
        student_name: 'Ada',
        seconds_spent: 60,
        grade: 90,
        status: 'COMPLETED',
        completion_date: { seconds: 1724923975 },
        extendedDeadline: 10,
        extendedTimeLimit: 5,
      },
      {
        student_email: 'b@x',
        seconds_spent: '30',
        status: 'STARTED',
        completion_date: null,
        extended_deadline: 3,
        timeLimitExtension: 4,
      },
      { student_id: 'u3', student_name: 'C', status: 'NOT_STARTED', seconds_spent: 0 },
      { student_name: 'nobody', status: 'STARTED' },
    ]);
    assert.deepEqual(await workOnAssignment(api, course, assignment, NO_STOP), [
      {
        student: { id: 'u1', name: 'Ada' },
        assignment,
        started: true,
        completed: true,
        secondsSpent: 60,
        grade: 90,
        completedAt: '2024-08-29T09:32:55.000Z',
        deadlineExtension: 10,
        timeLimitExtension: 5,
      },
      {
        student: { id: 'b@x', name: 'b@x' },
        assignment,
        started: true,
        completed: false,
        secondsSpent: 30,
        deadlineExtension: 3,
        timeLimitExtension: 4,
      },
      { student: { id: 'u3', name: 'C' }, assignment, started: false, completed: false, secondsSpent: 0 },
    ]);
  });
});

describe('the work of a student', () => {
  it('is read with and without progress', async () => {
    const api = apiWith([
      {
        assignment_id: 'a1',
        assignment_name: 'One',
        started: true,
        progress: {
          status: 'COMPLETED',
          grade: 0,
          completion_date: '2024-08-29T09:32:55Z',
          extended_time_limit: 7,
        },
      },
      { assignment_id: 'a2', started: true },
      { assignment_id: 'a3', started: false, progress: null },
      { assignment_id: 'a4', progress: { seconds_spent: 5 } },
      { assignment_id: 'a5', started: true, progress: { status: 'NOT_STARTED' } },
      { assignment_name: 'no id', started: true },
    ]);
    const work = await workOfStudent(api, course, student, NO_STOP);
    assert.deepEqual(work[0], {
      student,
      assignment: { id: 'a1', name: 'One' },
      started: true,
      completed: true,
      grade: 0,
      completedAt: '2024-08-29T09:32:55.000Z',
      timeLimitExtension: 7,
    });
    assert.deepEqual(
      work.map(({ started }) => started),
      [true, true, false, true, false],
    );
  });
});

describe('startedWork', () => {
  it('is asked by assignment or by student, and has only what was begun', async () => {
    const { client, asked } = fakeCodio((path) =>
      path.endsWith('/progress')
        ? json([
            { assignment_id: 'a1', assignment_name: 'One', started: true, progress: { status: 'STARTED' } },
            { assignment_id: 'a2', assignment_name: 'Two', started: false },
          ])
        : json([
            { student_id: 'u1', student_name: 'Ada', status: 'COMPLETED' },
            { student_id: 'u2', student_name: 'Bo', status: 'NOT_STARTED' },
          ]),
    );
    assert.deepEqual(await client.startedWork?.({ course, assignment }, NO_STOP), [
      { student: { id: 'u1', name: 'Ada' }, assignment, completed: true },
    ]);
    assert.deepEqual(await client.startedWork?.({ course, student }, NO_STOP), [
      { student, assignment: { id: 'a1', name: 'One' }, completed: false },
    ]);
    assert.deepEqual(asked(), [
      'GET /courses/c/assignments/a%2F1/students',
      'GET /courses/c/students/u%40x/progress',
    ]);
  });
});
