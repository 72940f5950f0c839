import assert from 'node:assert/strict';
import { coursesNamed, MOST_COURSES, namesOtherCourse } from '../../../src/core/adopt/coursesNamed.ts';
import { FailureError } from '../../../src/core/platform/failure.ts';
import type { Ref } from '../../../src/core/platform/place.ts';

const signal = new AbortController().signal;
const ref = (name: string): Ref => ({ id: name, name });
const COURSES: Readonly<Record<string, readonly string[]>> = {
  Java: ['Loops', 'Classes'],
  Python: ['Loops', 'Lists', 'Files'],
  Art: ['Colour'],
};
const asked: string[] = [];
const assignmentsOf = ({ id }: Ref): Promise<readonly Ref[]> => {
  asked.push(id);
  if (id === 'gone') throw new FailureError({ kind: 'offline', host: 'h', code: 'ECONNREFUSED' });
  return Promise.resolve((COURSES[id] ?? []).map(ref));
};
const named = async (
  assignments: string[],
  courses = ['gone', ...Object.keys(COURSES)],
): Promise<string[]> => [...(await coursesNamed(assignments, courses.map(ref), assignmentsOf, signal))];

describe('the course that a file names by its assignments', () => {
  beforeEach(() => void asked.splice(0));

  it('is the one that has most of them, however they are written', async () => {
    assert.deepEqual(await named(['loops ', 'LISTS']), ['Python']);
    assert.deepEqual(await named(['Loops']), ['Java', 'Python']);
    assert.deepEqual(await named(['Nowhere']), []);
  });

  it('is not looked for in every course of an organisation', async () => {
    await named(
      ['Loops'],
      Array.from({ length: 100 }, (_, at) => `C${at}`),
    );
    assert.equal(asked.length, MOST_COURSES);
  });

  it('is known not to be another only when that was asked', async () => {
    const other = (assignments: string[], course: string): Promise<boolean> =>
      namesOtherCourse(assignments, ref(course), assignmentsOf, signal);
    assert.equal(await other(['Loops'], 'Art'), true);
    assert.equal(await other(['Loops', 'Gone by now'], 'Java'), false);
    assert.equal(await other([], 'Art'), false);
    assert.equal(await other(['Loops'], 'gone'), false);
  });

  it('ends when it is cancelled', async () => {
    const cancelled = (): Promise<never> => Promise.reject(new FailureError({ kind: 'cancelled' }));
    await assert.rejects(coursesNamed(['Loops'], [ref('Java')], cancelled, signal), {
      failure: { kind: 'cancelled' },
    });
  });
});
