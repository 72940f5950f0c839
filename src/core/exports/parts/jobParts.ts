import { rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { PlannedPart } from '../../platform/exportPort.ts';
import { isActive, type Job, type SavedFile } from '../job/job.ts';
import type { Ledger } from '../job/ledger.ts';
import { retryState } from '../run/retryState.ts';

/** Where the parts of an export lie until it is made of them: hidden, in the export folder, so that it is the same disk. */
export function partsFolder(job: Pick<Job, 'id' | 'folder'>): string {
  return join(job.folder, `.lectern-parts-${job.id.slice(0, 8)}`);
}

/** A part to be made; or, with `file`, one that is saved already and stays where it is. */
export type PartToMake = PlannedPart & { readonly file?: SavedFile };

/** Puts the planned parts on the ledger of their job, in their order, before the job itself is on record. */
export async function writeParts(job: Job, plan: readonly PartToMake[], ledger: Ledger): Promise<void> {
  const digits = String(plan.length).length;
  for (const [index, { name, request, file }] of plan.entries())
    await ledger.write({
      id: `${String(index).padStart(digits, '0')}-${job.id}`,
      connectionId: job.connectionId,
      request,
      folder: partsFolder(job),
      createdAt: job.createdAt,
      name,
      state: file ? { step: 'done', file, finishedAt: job.createdAt } : { step: 'queued' },
    });
}

/** Sets the parts that failed to go on from where they stopped; those that are saved stay as they are. */
export async function retryParts(ledger: Ledger, now: Date): Promise<void> {
  for (const part of await ledger.read())
    if (!isActive(part.state) && part.state.step !== 'done')
      await ledger.write({ ...part, state: retryState(part.state, now) });
}

/** Sets the parts to begin anew whose files have been removed with the folder of the parts. */
export async function resetParts(ledger: Ledger): Promise<void> {
  for (const part of await ledger.read())
    if (part.state.step !== 'done' || isBelow(part.folder, part.state.file.path))
      await ledger.write({ ...part, state: { step: 'queued' } });
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(join(folder, sep));
}

/** The parts of a job, in their order. */
export async function readParts(ledger: Ledger): Promise<readonly Job[]> {
  return [...(await ledger.read())].sort((a, b) => a.id.localeCompare(b.id));
}

/** Removes the files of the parts. */
export async function removePartFiles(job: Job): Promise<void> {
  await rm(partsFolder(job), { recursive: true, force: true });
}
