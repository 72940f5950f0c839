import assert from 'node:assert/strict';
import type { Ref } from '../../../src/core/platform/place.ts';
import type { PlatformClient, QuietStudent } from '../../../src/core/platform/platformClient.ts';
import { startCodioCampus, type CodioCampus } from './startCodioCampus.ts';

const noStop = new AbortController().signal;
/** The campus's dates are fixed, and so is this test's today. */
const NOW = new Date('2026-11-22T12:00:00Z');
const LIMIT = NOW.getTime() - 90 * 24 * 3_600_000;

describe('students who are inactive for long', () => {
  let campus: CodioCampus;
  let client: PlatformClient;

  before(async () => {
    campus = await startCodioCampus();
  });
  beforeEach(async () => {
    await campus.reset();
    client = campus.client({ now: () => NOW.getTime() });
  });
  after(() => campus.stop());

  const course = async (key: string): Promise<Ref> => {
    const found = (await campus.seed()).courses.find((one) => one.key === key);
    assert(found);
    return { id: found.id, name: found.name };
  };
  const quiet = async (key: string): Promise<readonly QuietStudent[]> => {
    const found = await client.quietStudents?.(await course(key), noStop);
    assert(found);
    return found;
  };

  it('are told from the completion of assignments: some of a course that runs for years, not all', async () => {
    const found = await quiet('foundations');
    assert(found.length > 2 && found.length < 40, String(found.length));
    for (const { lastCompleted } of found)
      assert(lastCompleted === undefined || Date.parse(lastCompleted) < LIMIT);
    const untouched = found.filter(({ lastCompleted }) => lastCompleted === undefined);
    assert(untouched.length > 0, 'who has begun nothing is one of them');
    for (const { student } of found.filter((one) => one.lastCompleted !== undefined)) {
      const request = { kind: 'studentData', course: await course('foundations'), student } as const;
      const plan = await client.exports.plan?.(request, noStop);
      const last = found.find((one) => one.student.id === student.id)?.lastCompleted;
      assert.equal(Date.parse(plan?.lastCompleted ?? ''), Date.parse(last ?? ''));
    }
  });

  it('are all of an archived course', async () => {
    const found = await quiet('python-2024');
    assert(found.length > 15);
  });

  it('are nobody in a course that is younger, for one request', async () => {
    await campus.forgetRequests();
    assert.deepEqual(await quiet('python'), []);
    const asked = (await campus.requests()).filter(({ path }) => path.startsWith('/api/v1/'));
    assert.equal(asked.length, 1);
  });

  it('take one request for the course and one for each assignment', async () => {
    await campus.forgetRequests();
    await quiet('foundations');
    const asked = (await campus.requests()).filter(({ path }) => path.startsWith('/api/v1/'));
    assert.equal(asked.length, 1 + 5);
  });

  it('are not asked about again by the plan of a student’s export, which has their dates', async () => {
    const [first] = (await quiet('foundations')).filter(({ lastCompleted }) => lastCompleted !== undefined);
    assert(first);
    await campus.forgetRequests();
    await client.exports.plan?.(
      { kind: 'studentData', course: await course('foundations'), student: first.student },
      noStop,
    );
    const asked = (await campus.requests()).filter(({ path }) => path.startsWith('/api/v1/'));
    assert.equal(asked.length, 1);
  });
});
