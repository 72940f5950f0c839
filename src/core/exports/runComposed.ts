import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, failureOf } from '../platform/failure.ts';
import { pauseUntil } from '../platform/pauseUntil.ts';
import { isActive, type ActiveState, type Job, type PartCount, type SavedFile } from './job.ts';
import type { Ledger } from './ledger.ts';
import { packParts } from './packParts.ts';
import { newPart, publish, runJob, targetOf, type JobRun, type Saving } from './runJob.ts';
import { makeFolder } from '../storage/makeFolder.ts';
import { verifyFile } from './verifyFile.ts';

/** Parts that are made at the same time; the platform's own request limits hold for all of them together. */
const PARTS_AT_ONCE = 4;

/**
 * Carries a composed export to one zip on disk. Its parts are jobs in a ledger of their own, each carried by {@link runJob} and each
 * as resumable: what is saved is never made again. A part that fails does not stop the others; the zip says what it lacks.
 *
 * Fails with the first part's failure when no part could be made.
 */
export async function runComposed(
  start: ActiveState,
  run: JobRun,
  ledger: Ledger,
): Promise<{ readonly file: SavedFile; readonly parts: PartCount }> {
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
        await collect(run, ledger);
        await enter({ step: 'packing' });
        break;
      case 'packing':
        await enter(await pack(run, ledger));
        break;
      case 'saving': {
        const saving: Saving = state;
        if (await publish(saving, run)) {
          const parts = await readParts(ledger);
          return { file: saving.file, parts: countOf(parts) };
        }
        const path = await targetOf(saving.part, saving.file.kind, run);
        await enter({ ...saving, file: { ...saving.file, path } });
        break;
      }
      case 'queued':
      case 'asking':
      case 'waiting':
      case 'downloading':
        throw new Error('not a state of a composed export');
    }
  }
}

/**
 * Carries every part that has not ended, a few at a time. Resolves when all have. A failure that would meet every part alike, such as
 * a full disk, stops them all and is this function's own.
 */
async function collect(run: JobRun, ledger: Ledger): Promise<void> {
  const parts = await readParts(ledger);
  const waiting = parts.filter(({ state }) => isActive(state));
  let ended = parts.length - waiting.length;
  let failed = parts.filter(({ state }) => state.step === 'failed').length;
  const report = (): void => run.onProgress({ step: 'collecting', ended, failed, total: parts.length });
  report();

  const stop = new AbortController();
  const partRun: JobRun = { ...run, signal: AbortSignal.any([run.signal, stop.signal]) };
  const worker = async (): Promise<void> => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      if (!(await carryPart(part, partRun, ledger))) failed += 1;
      ended += 1;
      report();
    }
  };
  let reason: unknown;
  const workers = Array.from({ length: PARTS_AT_ONCE }, () =>
    worker().catch((error: unknown) => {
      reason ??= error;
      stop.abort();
    }),
  );
  await Promise.all(workers);
  if (reason !== undefined) throw reason instanceof Error ? reason : new Error('a part broke down');
}

/** True when the part is saved. */
async function carryPart(part: Job, run: JobRun, ledger: Ledger): Promise<boolean> {
  if (!isActive(part.state)) return part.state.step === 'done';
  let state: ActiveState = part.state;
  const finishedAt = (): string => run.now().toISOString();
  try {
    const file = await runJob(state, {
      ...run,
      job: part,
      fileName: part.name ?? part.id,
      onProgress: () => undefined,
      save: async (next) => {
        state = next;
        await ledger.write({ ...part, state: next });
      },
    });
    await ledger.write({ ...part, state: { step: 'done', file, finishedAt: finishedAt() } });
    return true;
  } catch (error) {
    if (run.signal.aborted) fail({ kind: 'cancelled' });
    const failure = failureOf(error);
    // The job pauses, and so does this part of it: it has not failed.
    if (pauseUntil(failure, run.now())) throw error;
    await ledger.write({
      ...part,
      state: { step: 'failed', failure, resume: state, finishedAt: finishedAt() },
    });
    // What stops every part alike stops the job: it goes on from here once that is mended.
    if (failure.kind === 'signedOut' || failure.kind === 'disk') throw error;
    return false;
  }
}

async function pack(run: JobRun, ledger: Ledger): Promise<Saving> {
  const parts = await readParts(ledger);
  const [first] = parts.flatMap(({ state }) => (state.step === 'failed' ? [state.failure] : []));
  if (first && parts.every(({ state }) => state.step !== 'done')) fail(first);
  const part = newPart(run);
  const path = join(run.job.folder, part.name);
  await makeFolder(dirname(path));
  await rm(path, { force: true });
  const { size, sha256 } = await packParts(run.job, parts, path, run.signal);
  const kind = await verifyFile(path, run.job.request.kind, run.signal);
  return { step: 'saving', part, file: { path: await targetOf(part, kind, run), size, sha256, kind } };
}

async function readParts(ledger: Ledger): Promise<readonly Job[]> {
  return [...(await ledger.read())].sort((a, b) => a.id.localeCompare(b.id));
}

function countOf(parts: readonly Job[]): PartCount {
  return { total: parts.length, failed: parts.filter(({ state }) => state.step !== 'done').length };
}
