import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removePartFiles } from '../parts/jobParts.ts';
import type { Job } from '../job/job.ts';

/** Removes what a job has fetched and not given a name yet. */
export async function removeUnfinished(job: Job): Promise<void> {
  await removePart(job);
  await removePartFiles(job);
}

/** Removes the file that a job was being downloaded or packed into. */
export async function removePart({ folder, state }: Job): Promise<void> {
  const from = state.step === 'failed' ? state.resume : state;
  if (from.step === 'downloading' || from.step === 'saving')
    await rm(join(folder, from.part.name), { force: true });
}
