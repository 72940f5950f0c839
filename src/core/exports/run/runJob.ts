import { dirname, join } from 'node:path';
import type { RemoteFile } from '../../platform/exportPort.ts';
import { isLogs } from '../../platform/exportRequest.ts';
import { fail } from '../../platform/failure.ts';
import { awaitTask } from './awaitTask.ts';
import { fetchPart } from './fetchPart.ts';
import type { JobRun } from './jobRun.ts';
import { newPart, publish, type Saving, targetOf } from './partFile.ts';
import type { ActiveState, RowCount, SavedFile } from '../job/job.ts';
import { makeFolder } from '../../storage/makeFolder.ts';
import { verifyFile } from '../file/verifyFile.ts';

/** The state to go on with, and the link if it is known: links are never written to the ledger. */
type Next = { readonly state: ActiveState; readonly file?: RemoteFile };

/**
 * Carries a job from whatever state it is in to a file on disk. Every step can be repeated: a run that dies anywhere is followed by
 * one that starts from the state in the ledger, asks the server for nothing twice that it can find again, and fetches no byte that
 * is already on disk. Fails with a FailureError; the state that was saved last is where to go on.
 */
export async function runJob(start: ActiveState, run: JobRun): Promise<SavedFile> {
  let next: Next = { state: start };
  for (;;) {
    if (run.signal.aborted) fail({ kind: 'cancelled' });
    if (next.state.step === 'saving' && (await publish(next.state, run))) return next.state.file;
    next = await advance(next, run);
    await run.save(next.state);
  }
}

async function advance({ state, file }: Next, run: JobRun): Promise<Next> {
  const { job, port, signal } = run;
  switch (state.step) {
    case 'queued': {
      const known = run.listFirst ? await port.onServer?.(job.request, signal) : undefined;
      const askedAt = run.now().toISOString();
      await run.save({
        step: 'asking',
        askedAt,
        ...(known && { known: known.map(({ task }) => task.id) }),
      });
      const begun = await port.begin(job.request, signal);
      return begun.step === 'task'
        ? { state: { step: 'waiting', task: { ...begun.task, askedAt }, since: askedAt } }
        : { state: { step: 'downloading', part: newPart(run) }, file: begun.file };
    }
    case 'asking': {
      const task = await port.findBegun(job.request, new Date(state.askedAt), signal, state.known);
      const { askedAt } = state;
      return {
        state: task ? { step: 'waiting', task: { ...task, askedAt }, since: askedAt } : { step: 'queued' },
      };
    }
    case 'waiting': {
      const ready = await awaitTask(state.task, new Date(state.since), run);
      return { state: { step: 'downloading', task: state.task, part: newPart(run) }, file: ready };
    }
    case 'downloading':
      return { state: await fetchAndCheck(state, file ?? (await locate(state, run)), run) };
    case 'collecting':
    case 'packing':
    case 'rendering':
      throw new Error('an export that is made of others is run by runInParts');
    case 'saving':
      // The name was taken meanwhile.
      return {
        state: { ...state, file: { ...state.file, path: await targetOf(state.part, state.file.kind, run) } },
      };
  }
}

type Downloading = Extract<ActiveState, { step: 'downloading' }>;

async function fetchAndCheck(state: Downloading, file: RemoteFile, run: JobRun): Promise<Saving> {
  const path = join(run.job.folder, state.part.name);
  await makeFolder(dirname(path));
  let part = state.part;
  const downloaded = await fetchPart(part, path, file, run, async (facts) => {
    part = { name: part.name, ...facts };
    await run.save({ ...state, part });
  });
  const kind = await verifyFile(path, run.job.request.kind, run.signal);
  await refuseOtherLanguage(path, run);
  const rows = await rowsOf(path, run);
  const target = await targetOf(part, kind, run);
  return {
    ...state,
    step: 'saving',
    part,
    file: { path: target, ...downloaded, kind, ...(rows && { rows }) },
  };
}

/** The server says of which days its logs are, and not in which language: the file does. */
async function refuseOtherLanguage(path: string, { job: { request } }: JobRun): Promise<void> {
  if (!isLogs(request)) return;
  const { isInLanguage } = await import('../../logs/isInLanguage.ts');
  if (!(await isInLanguage(path, request.locale))) fail({ kind: 'overtaken', by: 'otherExport' });
}

/** How many rows usage logs have; undefined for everything else, and for a table that cannot be read: the file is kept as it came. */
async function rowsOf(path: string, { job: { request }, signal }: JobRun): Promise<RowCount | undefined> {
  if (!isLogs(request)) return undefined;
  const { countRows } = await import('../../logs/countRows.ts');
  return countRows(path, request.locale, signal);
}

/** Asks again for the link of a file that an earlier run began to fetch. */
async function locate(state: Downloading, run: JobRun): Promise<RemoteFile> {
  if (state.task) return awaitTask(state.task, run.now(), run);
  const begun = await run.port.begin(run.job.request, run.signal);
  return begun.step === 'file' ? begun.file : awaitTask(begun.task, run.now(), run);
}
