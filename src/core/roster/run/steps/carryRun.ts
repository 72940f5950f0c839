import { failureOf, FailureError, type Failure } from '../../../platform/failure.ts';
import type { RosterPort } from '../../../platform/rosterPort.ts';
import type { Sleep } from '../../../platform/sleep.ts';
import type { ImportProgress } from '../importRun.ts';
import { leftOf, liveFacts } from './leftOf.ts';
import { isRefusal, performStep, type RunSource, type StepWork } from './performStep.ts';
import { RowsDone } from '../outcome/rowsDone.ts';
import type { RunBook } from '../record/runBook.ts';
import { RunIds } from '../record/runIds.ts';
import type { RunStep } from './runStep.ts';
import { RunClock } from './runClock.ts';
import { stepsOf, type RunPhase } from './stepsOf.ts';

/** The server hashes a password for every user: two at once keep two cores busy, and more gain nothing (docs/benchmarks.md). */
const AT_ONCE = 2;
/** What a process that died had just sent may still be on its way through the server: it gets this long before anybody looks for it. */
const SETTLE_MS = 1000;

export type CarryOptions = {
  readonly port: RosterPort;
  readonly source: RunSource | undefined;
  /** Ends the run between two steps; a step that has been sent is waited for, so that it is known whether it was done. */
  readonly stop: AbortSignal;
  readonly onProgress: (progress: ImportProgress & { readonly rows: RowsDone }) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: Sleep;
};

/** How a run ended: every step was tried, or somebody stopped it. What else stops it is thrown, and the run can be resumed. */
export type Carried = 'carried' | 'stopped';

/**
 * Carries a run from wherever it stands to its end. Each step is journalled before and after; one that was begun by a process which
 * died is first looked for on the server. A step that the server refuses is on record as failed, and the others go on; what would meet
 * all of them alike (no network, signed out, a full disk) is thrown.
 */
export async function carryRun(book: RunBook, options: CarryOptions): Promise<Carried> {
  const { port, source, stop, onProgress, now, sleep } = options;
  const phases = stepsOf(book.plan);
  const all = phases.flatMap(({ steps }) => steps);
  const ids = new RunIds(book, all);
  // Nobody aborts it: a write that was sent is waited for, so that it is known whether it was done.
  const { signal } = new AbortController();
  const work: StepWork = { port, plan: book.plan, ids, source, signal };
  const clock = new RunClock(all, now);
  const rows = new RowsDone(book.plan, all);
  for (const step of all) if (isSettled(book, step)) clock.skip(step);
  await settleDoubts(book, all, work, { stop, sleep });

  const take = async (step: RunStep): Promise<void> => {
    if (!isSettled(book, step)) {
      await book.begun(step.id);
      await perform(book, step, step, work);
    }
    rows.settle(step, book.stateOf(step.id)?.state === 'failed');
    onProgress({ ...clock.done(step), rows });
  };
  for (const phase of phases) {
    await inTurn(phase, stop, take);
    if (stop.aborted) return 'stopped';
  }
  return 'carried';
}

function isSettled(book: RunBook, { id }: RunStep): boolean {
  const state = book.stateOf(id)?.state;
  return state === 'done' || state === 'failed';
}

/** Takes the steps of a phase, several at once where that pays. The first that throws keeps the others from being begun. */
async function inTurn(
  { steps, atOnce }: RunPhase,
  stop: AbortSignal,
  take: (step: RunStep) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let step = steps[next++]; step !== undefined; step = steps[next++]) {
      if (stop.aborted || failed) return;
      try {
        await take(step);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce ? AT_ONCE : 1 }, worker));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}

/** Steps that an earlier process has begun and not reported are looked for on the server; what is left of them is done now. */
async function settleDoubts(
  book: RunBook,
  steps: readonly RunStep[],
  work: StepWork,
  { stop, sleep }: Pick<CarryOptions, 'stop' | 'sleep'>,
): Promise<void> {
  const doubts = steps.filter(({ id }) => book.stateOf(id)?.state === 'begun');
  if (doubts.length === 0) return;
  await sleep(SETTLE_MS, work.signal);
  const facts = liveFacts(await work.port.state(book.plan.facility, work.signal));
  for (const step of doubts) {
    const left = leftOf(step, facts, book.plan, work.ids);
    if (left.kind === 'done') await finish(book, step, left.made, work);
    else if (!stop.aborted) await perform(book, step, left.step, work, true);
  }
}

async function finish(
  book: RunBook,
  step: RunStep,
  made: readonly string[],
  { ids }: StepWork,
): Promise<void> {
  ids.learn(step, made);
  await book.done(step.id, made);
}

/** Does what is `left` of a step and puts on record how it ended; `isAgain` says that an earlier process may have sent it. */
async function perform(
  book: RunBook,
  step: RunStep,
  left: RunStep,
  work: StepWork,
  isAgain = false,
): Promise<void> {
  let made: readonly string[];
  try {
    made = await performStep(left, work);
  } catch (error) {
    const settled = await afterFault(step, error, book, work, isAgain);
    if (settled === undefined) throw error;
    if ('kind' in settled) await book.failed(step.id, settled);
    else await finish(book, step, settled.made, work);
    return;
  }
  await finish(book, step, made, work);
}

/**
 * What a fault means for one step; undefined if the run cannot go on. A server that broke down over a user may have made it, and one
 * that refuses the name of a user who may have been sent before has made it meanwhile.
 */
async function afterFault(
  step: RunStep,
  error: unknown,
  { plan }: RunBook,
  { port, signal }: StepWork,
  isAgain: boolean,
): Promise<Failure | { readonly made: readonly string[] } | undefined> {
  const failure = failureOf(error);
  const isRefused = error instanceof FailureError && isRefusal(error);
  const isFault = failure.kind === 'serverFault' && failure.status !== undefined;
  if (step.kind === 'create' && (isFault || (isRefused && isAgain))) {
    const change = plan.changes[step.change];
    const user = change && (await port.findUser(plan.facility, change.username, signal));
    return user === undefined ? failure : { made: [user.id] };
  }
  return isRefused || (isFault && step.kind === 'update') ? failure : undefined;
}
