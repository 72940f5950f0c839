import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/exports/job/job.ts';
import { linkLife, linkLifeOf, nextLinkChange } from '../../../src/core/exports/linkLife.ts';

const DAY_MS = 24 * 3_600_000;
const asked = new Date(2026, 2, 5, 14, 30);
const task = { id: 't', askedAt: asked.toISOString() };
const ends = new Date(asked.getTime() + 7 * DAY_MS);
/** Local, as rows are read. */
const march = (day: number, hour = 0, minute = 0): Date => new Date(2026, 2, day, hour, minute);

describe('the life of a link', () => {
  it('is seven days for coursework, counted in midnights', () => {
    const days = (now: Date): unknown => {
      const life = linkLife('coursework', task, now);
      return life?.step === 'alive' ? life.days : life?.step;
    };
    assert.equal(days(asked), 7);
    assert.equal(days(march(9, 23, 59)), 3);
    assert.equal(days(march(10, 0, 1)), 2);
    assert.equal(days(march(12, 14, 29)), 0);
    assert.equal(days(march(12, 14, 30)), 'ended');
  });

  it('is not known of sources, whose end nobody states, and of what is of unknown age', () => {
    assert.equal(linkLife('sources', task, asked), undefined);
    assert.equal(linkLife('coursework', { id: 't' }, asked), undefined);
    assert.equal(linkLife('coursework', { id: 't', askedAt: 'yesterday' }, asked), undefined);
  });

  it('changes at the next midnight, or when it ends', () => {
    const job: Job = {
      id: 'j',
      connectionId: 'k',
      request: { kind: 'coursework', course: { id: 'c', name: 'C' } },
      folder: '/x',
      createdAt: task.askedAt,
      state: {
        step: 'done',
        file: { path: '/x/c.zip', size: 1, sha256: '', kind: 'zip' },
        finishedAt: task.askedAt,
        task,
      },
    };
    assert.deepEqual(linkLifeOf(job, march(12)), { step: 'alive', ends, days: 0 });
    assert.deepEqual(nextLinkChange([job], march(9, 12)), march(10));
    assert.deepEqual(nextLinkChange([job], march(12, 9)), ends);
    assert.deepEqual(nextLinkChange([job], march(12, 15)), march(13));
    assert.deepEqual(nextLinkChange([], march(12, 9)), march(13));
  });
});
