import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedPart } from '../platform/exportPort.ts';
import { isActive, type Job } from './job.ts';
import type { Ledger } from './ledger.ts';
import { retryState } from './retryState.ts';

/** Where the parts of a composed export lie until they are packed: hidden, in the export folder, so that it is the same disk. */
export function partsFolder(job: Pick<Job, 'id' | 'folder'>): string {
  return join(job.folder, `.lectern-parts-${job.id.slice(0, 8)}`);
}

/** Puts the planned parts on the ledger of their job, in their order, before the job itself is on record. */
export async function writeParts(job: Job, plan: readonly PlannedPart[], ledger: Ledger): Promise<void> {
  const digits = String(plan.length).length;
  for (const [index, { name, request }] of plan.entries())
    await ledger.write({
      id: `${String(index).padStart(digits, '0')}-${job.id}`,
      connectionId: job.connectionId,
      request,
      folder: partsFolder(job),
      createdAt: job.createdAt,
      name,
      state: { step: 'queued' },
    });
}

/** Sets the parts that failed to go on from where they stopped; those that are saved stay as they are. */
export async function retryParts(ledger: Ledger, now: Date): Promise<void> {
  for (const part of await ledger.read())
    if (!isActive(part.state) && part.state.step !== 'done')
      await ledger.write({ ...part, state: retryState(part.state, now) });
}

/** Sets all parts to begin anew, because the files of those that were saved have been removed. */
export async function resetParts(ledger: Ledger): Promise<void> {
  for (const part of await ledger.read()) await ledger.write({ ...part, state: { step: 'queued' } });
}

/** Removes the files of the parts. */
export async function removePartFiles(job: Job): Promise<void> {
  await rm(partsFolder(job), { recursive: true, force: true });
}
