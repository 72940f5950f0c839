import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unexpected } from '../exports/job/jobLog.ts';
import { retryState } from '../exports/run/retryState.ts';
import { runJob } from '../exports/run/runJob.ts';
import type { JobRun } from '../exports/run/jobRun.ts';
import type { ActiveState, Job } from '../exports/job/job.ts';
import type { ExportPort } from '../platform/exportPort.ts';
import { failureOf, type Failure } from '../platform/failure.ts';
import { pauseUntil } from '../platform/pauseUntil.ts';
import type { Ref } from '../platform/place.ts';
import type { Sleep } from '../platform/sleep.ts';
import type { CloseOutBook } from './closeOutBook.ts';
import { unheld } from './closeOutRecord.ts';
import { isActiveItem, itemKey, requestOf, type CloseOutItem, type ItemState } from './closeOutItem.ts';
import { setAside } from './setAside.ts';
import { addToManifest, writeManifest } from './writeManifest.ts';

/** A network that is away is looked for again after this time: a run goes on over nights. */
const OFFLINE_MS = 5 * 60_000;

export type CloseOutCarrying = {
  readonly port: ExportPort;
  /** The assignments of a course, hidden ones too. */
  readonly assignments: (course: Ref, signal: AbortSignal) => Promise<readonly Ref[]>;
  /** How many exports may be made at once. */
  readonly simultaneous: number;
  readonly now: () => Date;
  readonly sleep: Sleep;
  /** For the log: lines without names, links or secrets. */
  readonly log: (line: string) => void;
  readonly onChange: () => void;
  /** Ends the run for now: the editor closes, or the user cancels it. */
  readonly signal: AbortSignal;
  /** What cancels single items, by key; filled while they run. */
  readonly controllers: Map<string, AbortController>;
};

/**
 * Carries every export of a run that is not done, a few at a time. Each step is on record before it is taken, so that a run that dies
 * anywhere is followed by one that asks for nothing twice that is done or under way. One failed export does not stop the others. What
 * stops them all pauses the run until time has mended it, or stops it until the user has. The manifest is true all the time.
 */
export async function carryCloseOut(book: CloseOutBook, carrying: CloseOutCarrying): Promise<void> {
  const { log, now, signal } = carrying;
  await book.update((record) => ({ ...unheld(record), status: 'running' }));
  await writeManifest(book.record, book.items);
  let reason: Failure | undefined;
  const queue = book.items.filter(isActiveItem).values();
  const worker = async (): Promise<void> => {
    for (const { course, kind } of queue) {
      if (signal.aborted || reason) return;
      const failure = await carryItem(itemKey(course.id, kind), book, carrying);
      // What is under way may still end: a download needs no request. If not, it meets the same.
      reason ??= failure;
    }
  };
  const workers = Array.from({ length: carrying.simultaneous }, () =>
    worker().catch((error: unknown) => {
      // The run's own record cannot be written.
      log(`close-out: cannot be recorded${unexpected(error)}`);
      reason ??= failureOf(error);
    }),
  );
  await Promise.all(workers);
  if (signal.aborted) return;
  const failure = reason;
  const until = failure && pauseOf(failure, now());
  if (failure && until) {
    log(`close-out: pauses, ${failure.kind}`);
    await book.update((record) => ({ ...record, paused: { until: until.toISOString(), failure } }));
  } else if (failure) {
    log(`close-out: stops, ${failure.kind}`);
    await book.update((record) => ({ ...record, stopped: failure }));
  } else if (!book.items.some(isActiveItem)) {
    log('close-out: ended');
    await book.update((record) => ({ ...record, status: 'ended' }));
  }
  await writeManifest(book.record, book.items);
}

/** When a run goes on by itself that stopped for this failure. */
function pauseOf(failure: Failure, now: Date): Date | undefined {
  return failure.kind === 'offline' ? new Date(now.getTime() + OFFLINE_MS) : pauseUntil(failure, now);
}

/** True for what every export would meet alike. */
function stopsAll(failure: Failure, now: Date): boolean {
  if (pauseOf(failure, now)) return true;
  if (failure.kind === 'gone') return failure.missing === 'server';
  return failure.kind === 'signedOut' || failure.kind === 'disk';
}

/** Carries one export to its end. Gives the failure that stops the whole run, if it is one. */
async function carryItem(
  key: string,
  book: CloseOutBook,
  carrying: CloseOutCarrying,
): Promise<Failure | undefined> {
  const { now, onChange } = carrying;
  const controller = new AbortController();
  const signal = AbortSignal.any([carrying.signal, controller.signal]);
  let item = book.item(key);
  if (!item || !isActiveItem(item)) return undefined;
  const { folder } = book.record;
  const put = async (state: ItemState, more: Partial<CloseOutItem> = {}): Promise<void> => {
    if (!item) return;
    item = { ...item, ...more, state };
    await book.put(item);
    onChange();
  };
  const end = async (state: ItemState): Promise<void> => {
    await put(state);
    if (item) await addToManifest(folder, item);
  };
  carrying.controllers.set(key, controller);
  let state = untimed(item.state, now());
  try {
    if (item.kind === 'assessments' && item.assignments === undefined) {
      const found = await carrying.assignments({ id: item.course.id, name: item.course.name }, signal);
      const assignments = found.map(({ id, name }) => ({ id, name }));
      await put(state, { assignments });
    }
    if (item.kind === 'assessments' && item.assignments?.length === 0) {
      await end({ step: 'absent', finishedAt: now().toISOString() });
      return undefined;
    }
    const file = await runJob(state, {
      ...jobRun(item, book, carrying, signal),
      save: async (next) => {
        state = next;
        await put(next);
      },
    });
    await end({ step: 'done', file, finishedAt: now().toISOString() });
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    if (controller.signal.aborted) {
      if ('part' in state) await rm(join(folder, state.part.name), { force: true });
      await end({ step: 'cancelled', finishedAt: now().toISOString() });
      return undefined;
    }
    if (carrying.signal.aborted) return undefined;
    if (stopsAll(failure, now())) return failure;
    carrying.log(`close-out: ${item.kind} failed in ${state.step}, ${failure.kind}${unexpected(error)}`);
    await end({ step: 'failed', failure, resume: state, finishedAt: now().toISOString() });
    return undefined;
  } finally {
    carrying.controllers.delete(key);
  }
}

/** The time limit of a task counts while it is watched, not while the run pauses. */
function untimed(state: ActiveState, now: Date): ActiveState {
  return state.step === 'waiting' ? { ...state, since: now.toISOString() } : state;
}

function jobRun(
  item: CloseOutItem,
  book: CloseOutBook,
  { port, now, sleep }: CloseOutCarrying,
  signal: AbortSignal,
): Omit<JobRun, 'save'> {
  const { connectionId, createdAt, folder } = book.record;
  const job: Job = {
    // Its start is the end of a part's name, and a course's files are in a folder of their own.
    id: `${item.course.id}-${item.kind}`,
    connectionId,
    request: requestOf(item),
    folder,
    createdAt,
    state: { step: 'queued' },
  };
  // Braces would be filled in; the names of a run's folders are settled.
  const fileName = `${item.course.folder.replace(/[{}]/g, ' ')}/{export}`;
  return { job, port, now, sleep, signal, fileName, listFirst: true, onProgress: () => undefined };
}

/**
 * Sets an ended item to be tried again; one that is done, or has nothing to bring, stays as it is. A file that is not as it was saved
 * is kept beside under another name, and fetched anew.
 */
export async function retryItem(item: CloseOutItem, book: CloseOutBook, now: Date): Promise<void> {
  const { state, problem, ...rest } = item;
  if (state.step === 'done' && problem !== undefined) {
    await setAside(state.file.path);
    await book.put({ ...rest, state: { step: 'queued' } });
  }
  if (state.step !== 'failed' && state.step !== 'cancelled') return;
  const next = retryState(state, now);
  if (state.step === 'failed' && 'part' in state.resume && next.step === 'queued')
    await rm(join(book.record.folder, state.resume.part.name), { force: true });
  await book.put({ ...item, state: next });
}

/** Ends an item that does not run. */
export async function cancelItem(item: CloseOutItem, book: CloseOutBook, now: Date): Promise<void> {
  if (!isActiveItem(item)) return;
  if ('part' in item.state) await rm(join(book.record.folder, item.state.part.name), { force: true });
  const cancelled: CloseOutItem = { ...item, state: { step: 'cancelled', finishedAt: now.toISOString() } };
  await book.put(cancelled);
  await addToManifest(book.record.folder, cancelled);
}
