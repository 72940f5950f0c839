import assert from 'node:assert/strict';
import type { Job, JobState } from '../../../src/core/exports/job/job.ts';
import { JobRecords } from '../../../src/core/exports/job/jobRecords.ts';
import { Ledger } from '../../../src/core/exports/job/ledger.ts';
import { newJob } from '../../../src/core/exports/job/newJob.ts';
import { until } from '../../until.ts';
import { scratchFolder } from './scratch.ts';

const FINISHED_AT = '2026-03-01T10:00:00.000Z';

describe('the jobs that a window knows', () => {
  const folder = scratchFolder();
  const queued = (): Job =>
    newJob({
      connectionId: 'connection',
      request: { kind: 'coursework', course: { id: 'c1', name: 'CS 101' } },
      folder: folder(),
      now: new Date(FINISHED_AT),
      parts: 0,
    });
  const cancelled: JobState = { step: 'cancelled', finishedAt: FINISHED_AT };
  const nowhere = (): boolean => false;
  const recordsWith = async (...jobs: Job[]): Promise<JobRecords> => {
    const records = new JobRecords(new Ledger(folder()));
    for (const job of jobs) await records.put(job);
    return records;
  };

  it('does not fall back to what was read before its own change', async () => {
    const job = queued();
    const records = await recordsWith(job);
    const asOf = records.changeCount;
    await records.put({ ...job, state: cancelled });
    records.adopt([job], asOf, nowhere);
    assert.deepEqual(records.get(job.id)?.state, cancelled);
    records.adopt([job], records.changeCount, nowhere);
    assert.deepEqual(records.get(job.id)?.state, job.state, 'what was read later counts');
    records.dispose();
  });

  it('keeps a job that was put on the ledger while it was read, and forgets one that was removed', async () => {
    const [removed, made] = [queued(), queued()];
    const records = await recordsWith(removed);
    const asOf = records.changeCount;
    await records.put(made);
    await records.remove(removed.id);
    records.adopt([removed], asOf, nowhere);
    assert.deepEqual(
      records.all.map(({ id }) => id),
      [made.id],
    );
    records.dispose();
  });

  it('tells of a record that was taken over alone', async () => {
    const job = queued();
    const records = await recordsWith();
    let told = 0;
    records.onDidChange(() => (told += 1));
    records.set(job);
    await until('the change is told', () => told > 0 || undefined);
    records.dispose();
  });
});
