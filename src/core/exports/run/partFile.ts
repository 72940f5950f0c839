import { join } from 'node:path';
import { exportPath } from '../file/fileName.ts';
import { freePath, publishFile } from '../file/publishFile.ts';
import type { ActiveState, Job, Part, SavedFile } from '../job/job.ts';
import type { JobRun } from './jobRun.ts';

/** A part that is complete and checked, and has to be given its name. */
export type Saving = Extract<ActiveState, { step: 'saving' }>;

/** Gives the complete part the name that was found for it. False if the name was taken meanwhile. */
export async function publish(state: Saving, run: JobRun): Promise<boolean> {
  return publishFile(join(run.job.folder, state.part.name), state.file.path);
}

/** The job's id in the part's name keeps apart two jobs of the same second. */
export function newPart({ job, fileName }: JobRun): Part {
  const path = exportPath(fileName, job.request, new Date(job.createdAt));
  return { name: `${join(...path)}${partSuffix(job)}` };
}

function partSuffix(job: Job): string {
  return `.${job.id.slice(0, 8)}.part`;
}

/** The first free name for the file that a part has become. */
export function targetOf(part: Part, kind: SavedFile['kind'], { job }: JobRun): Promise<string> {
  return freePath(join(job.folder, part.name.slice(0, -partSuffix(job).length)), kind);
}
