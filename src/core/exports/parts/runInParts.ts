import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '../../platform/failure.ts';
import { makeFolder } from '../../storage/makeFolder.ts';
import { collectParts } from './collectParts.ts';
import { partsFolder, readParts } from './jobParts.ts';
import type { Made } from './made.ts';
import type { ActiveState, Job, Rendered, SavedFile } from '../job/job.ts';
import type { Ledger } from '../job/ledger.ts';
import { replaceFile } from '../file/replaceFile.ts';
import type { JobRun } from '../run/jobRun.ts';
import { newPart, publish, type Saving, targetOf } from '../run/partFile.ts';
import { verifyFile } from '../file/verifyFile.ts';

/** How one file is made of parts that have ended. */
export type Making = {
  readonly step: 'packing' | 'rendering';
  /** Writes the file at `path`, where nothing is. Not called if no part was saved. */
  readonly make: (parts: readonly Job[], path: string) => Promise<Made>;
};

/**
 * Carries an export that is made of others to one file on disk. Its parts are jobs in a ledger of their own, each as resumable as any:
 * what is saved is never fetched again. The file is made beside the parts and takes its place when it is complete and checked.
 *
 * Fails with the first part's failure when no part could be made.
 */
export async function runInParts(
  start: ActiveState,
  run: JobRun,
  ledger: Ledger,
  making: Making,
): Promise<{ readonly file: SavedFile; readonly rendered?: Rendered }> {
  let state = start;
  const enter = async (next: ActiveState): Promise<void> => {
    if (run.signal.aborted) fail({ kind: 'cancelled' });
    await run.save(next);
    state = next;
  };
  for (;;) {
    if (run.signal.aborted) fail({ kind: 'cancelled' });
    switch (state.step) {
      case 'collecting':
        await collectParts(run, ledger);
        await enter({ step: making.step });
        break;
      case 'packing':
      case 'rendering':
        await enter(await makeFile(run, ledger, making));
        break;
      case 'saving': {
        const saving: Saving = state;
        if (await give(saving, run)) {
          const { file, rendered } = saving;
          return { file, ...(rendered && { rendered }) };
        }
        const path = await targetOf(saving.part, saving.file.kind, run);
        await enter({ ...saving, file: { ...saving.file, path } });
        break;
      }
      case 'queued':
      case 'asking':
      case 'waiting':
      case 'downloading':
        throw new Error('not a state of an export that is made of others');
    }
  }
}

async function makeFile(run: JobRun, ledger: Ledger, { make }: Making): Promise<Saving> {
  const parts = await readParts(ledger);
  const [first] = parts.flatMap(({ state }) => (state.step === 'failed' ? [state.failure] : []));
  if (first && parts.every(({ state }) => state.step !== 'done')) fail(first);
  const unfinished = join(partsFolder(run.job), 'file.part');
  await makeFolder(dirname(unfinished));
  await rm(unfinished, { force: true });
  try {
    const { size, sha256, rendered } = await make(parts, unfinished);
    const kind = await verifyFile(unfinished, run.job.request.kind, run.signal);
    const part = newPart(run);
    const path = join(run.job.folder, part.name);
    await makeFolder(dirname(path));
    await rename(unfinished, path);
    const old = run.job.partial?.file;
    const target = old?.kind === kind ? old.path : await targetOf(part, kind, run);
    const file = { path: target, size, sha256, kind };
    return { step: 'saving', part, file, ...(rendered && { rendered }) };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Gives the file its name: that of the partial one which it completes, or one that is free. False if the name is taken. */
async function give(saving: Saving, run: JobRun): Promise<boolean> {
  const { partial, folder } = run.job;
  return partial?.file.path === saving.file.path
    ? replaceFile(join(folder, saving.part.name), saving.file, partial.file, run.signal)
    : publish(saving, run);
}
