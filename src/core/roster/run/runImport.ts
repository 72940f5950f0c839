import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fail } from '../../platform/failure.ts';
import type { FacilityState } from '../../platform/rosterPort.ts';
import { snapshotOf } from '../../platform/snapshotOf.ts';
import { takeLease } from '../../storage/lease.ts';
import { planImport } from '../plan/planImport.ts';
import { Roster } from '../roster.ts';
import { indexSnapshot } from '../snapshot/snapshotIndex.ts';
import { aloneIn } from './aloneIn.ts';
import { readBackup, writeBackup } from './undo/backup.ts';
import { carryRun } from './steps/carryRun.ts';
import { checkOnServer } from './check/checkOnServer.ts';
import { compareRun } from './outcome/compareRun.ts';
import { importRefusal } from './importGuard.ts';
import type { ImportOrder, ImportState } from './importRun.ts';
import { isSamePlan } from './isSamePlan.ts';
import type { RunAround } from './runAround.ts';
import type { RunSource } from './steps/performStep.ts';
import type { UndoPlan } from './undo/planUndo.ts';
import { prepareUndo } from './undo/prepareUndo.ts';
import { proofOf } from './record/proofOf.ts';
import { RunBook } from './record/runBook.ts';
import { RunIds } from './record/runIds.ts';
import { rowEnds } from './outcome/rowEnds.ts';
import { isAsPreviewed, wrongRows, type RefusedStep, type RunOutcome } from './outcome/runOutcome.ts';
import { runPlanOf, type RunPlan } from './record/runPlan.ts';
import type { RunRecord } from './record/runRecord.ts';
import { runSourceOf } from './record/runSourceOf.ts';
import { snapshotChanges } from './outcome/snapshotChanges.ts';
import { stepsOf } from './steps/stepsOf.ts';

type Tell = (state: ImportState) => void;

/**
 * Carries a confirmed plan out: looks whether it still is what was shown, has the server try the file, backs everything up, writes,
 * reads everything again and compares. Before `writing` nothing is changed on the server. `signal` ends it between two steps.
 *
 * @param file the address of the users file, for a run that has to be resumed
 */
export function runImport(
  order: ImportOrder,
  file: string,
  around: RunAround,
  signal: AbortSignal,
): AsyncGenerator<ImportState> {
  return aloneIn(around, (tell) => importOnce(order, file, around, signal, tell));
}

/** Carries on a run that was interrupted. `source` is its users file, unless no step that is left needs it (`needsFile`). */
export function resumeRun(
  { id }: RunRecord,
  source: RunSource | undefined,
  around: RunAround,
  signal: AbortSignal,
): AsyncGenerator<ImportState> {
  return aloneIn(around, async (tell) => {
    tell({ kind: 'reading' });
    const { port, facility, ledger } = around;
    const book = await RunBook.read(join(ledger, id));
    // Another window may have carried it to its end meanwhile.
    if (book?.record.status !== 'running') fail({ kind: 'cancelled' });
    // A run that is to end where it stands asks all the same.
    const asking = signal.aborted ? new AbortController().signal : signal;
    await port.demandRights(facility, asking);
    if (await port.importsNow(facility, asking)) tell({ kind: 'busy', by: 'server' });
    else await carryToReport(book, source, undefined, around, signal, tell);
  });
}

/**
 * Carries an undo out that was shown and confirmed: plans it again, and tells it as stale if it has become another meanwhile. An undo
 * has a backup of its own and can be resumed like an import.
 */
export function runUndo(
  record: RunRecord,
  shown: { readonly undo: UndoPlan; readonly state: FacilityState },
  around: RunAround,
  signal: AbortSignal,
): AsyncGenerator<ImportState> {
  return aloneIn(around, async (tell) => {
    tell({ kind: 'reading' });
    const { port, facility } = around;
    const { undo, state } = await prepareUndo(record, around, signal);
    if (JSON.stringify(undo) !== JSON.stringify(shown.undo))
      tell({ kind: 'stale', changes: snapshotChanges(snapshotOf(shown.state), snapshotOf(state)) });
    else if (await port.importsNow(facility, signal)) tell({ kind: 'busy', by: 'server' });
    else {
      tell({ kind: 'backingUp' });
      const book = await begin(undo.plan, state, { undoes: record.id }, around, signal);
      await carryToReport(book, undefined, state, around, signal, tell);
    }
  });
}

async function importOnce(
  order: ImportOrder,
  file: string,
  around: RunAround,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const { port, facility, now } = around;
  const { roster, plan } = order;
  const refusal = importRefusal(plan);
  if (refusal !== undefined) fail({ kind: 'badInput', detail: refusal });
  await port.demandRights(facility, signal);
  let state = await readFresh(order, around, signal, tell);
  if (state === undefined) return;
  if (!order.skipsCheck) {
    for await (const checked of checkOnServer(
      order,
      { port, facility, now: () => now().getTime() },
      signal,
    )) {
      tell(checked);
      if (checked.kind === 'disagrees' || checked.kind === 'busy' || checked.kind === 'failed') return;
    }
    // That may have taken minutes.
    state = await readFresh(order, around, signal, tell);
    if (state === undefined) return;
  }
  if (await port.importsNow(facility, signal)) {
    tell({ kind: 'busy', by: 'server' });
    return;
  }
  tell({ kind: 'backingUp' });
  const { text } = roster;
  const source = { file: { uri: file, proof: await proofOf(text) } };
  const runPlan = runPlanOf(plan, order.allowsServerImport, text);
  const book = await begin(runPlan, state, source, around, signal);
  await carryToReport(book, runSourceOf(text), state, around, signal, tell);
}

/** Reads everything; undefined, and told as stale, if the plan that was shown is not what the file asks for any more. */
async function readFresh(
  { roster, snapshot: shown, plan, removes }: ImportOrder,
  { port, facility }: RunAround,
  signal: AbortSignal,
  tell: Tell,
): Promise<FacilityState | undefined> {
  tell({ kind: 'reading' });
  const state = await port.state(facility, signal);
  const snapshot = snapshotOf(state);
  const fresh = new Roster(roster.text, { ...roster.parts.context, snapshot });
  fresh.advance();
  const { parts } = fresh;
  const now = planImport(parts, parts.live ?? indexSnapshot(snapshot), { removes });
  if (isSamePlan(plan, now)) return state;
  tell({ kind: 'stale', changes: snapshotChanges(shown, snapshot) });
  return undefined;
}

/** The backup, then the record: from here on the run can be resumed. */
async function begin(
  plan: RunPlan,
  state: FacilityState,
  more: Pick<RunRecord, 'file' | 'undoes'>,
  around: RunAround,
  signal: AbortSignal,
): Promise<RunBook> {
  const { facility, connectionId, ledger, now } = around;
  const backup = await writeBackup(state, around, signal);
  const id = randomUUID();
  return RunBook.begin(
    join(ledger, id),
    {
      id,
      connectionId,
      facility: { id: facility.id, name: facility.name },
      createdAt: now().toISOString(),
      ...more,
      backup,
      changes: plan.changes.length + plan.removals.length,
      status: 'running',
      undone: false,
    },
    plan,
  );
}

/** The state before the run. A run that is to end here and has no backup any more ends without a report. */
async function backupOf(book: RunBook, signal: AbortSignal): Promise<FacilityState> {
  try {
    return await readBackup(book.record.backup);
  } catch (error) {
    if (signal.aborted) await book.update({ status: 'cancelled' });
    throw error;
  }
}

/** Writes, reads again, compares and reports. One process at a time holds a run. */
async function carryToReport(
  book: RunBook,
  source: RunSource | undefined,
  state: FacilityState | undefined,
  around: RunAround,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const { port, facility, now, ledger } = around;
  const lease = await takeLease(join(ledger, book.record.id, 'lease'));
  if (lease === undefined) {
    tell({ kind: 'busy', by: 'lectern' });
    return;
  }
  try {
    const before = state ?? (await backupOf(book, signal));
    const ended = await carryRun(book, {
      port,
      source,
      stop: signal,
      onProgress: (progress) => tell({ kind: 'writing', ...progress }),
      now: () => now().getTime(),
      sleep: around.sleep,
    });
    tell({ kind: 'comparing' });
    // Also for a run that was stopped: what was done stays, and has to be told.
    const after = await port.state(facility, new AbortController().signal);
    const steps = stepsOf(book.plan).flatMap((phase) => phase.steps);
    const outcome: RunOutcome = {
      record: book.record,
      journal: join(ledger, book.record.id),
      plan: book.plan,
      isWhole: ended === 'carried',
      refused: steps.flatMap((step): RefusedStep[] => {
        const left = book.stateOf(step.id);
        if (left?.state !== 'failed') return [];
        const change = 'change' in step ? book.plan.changes[step.change] : undefined;
        return [{ row: change?.row, failure: left.failure }];
      }),
      rows: rowEnds({ plan: book.plan, stateOf: (step) => book.stateOf(step) }),
      comparison: compareRun(book.plan, before, after, new RunIds(book, steps)),
      comparedAt: now().toISOString(),
    };
    const report = await around.report(outcome);
    await book.update({ status: outcome.isWhole ? 'ended' : 'cancelled' });
    const { undoes } = book.record;
    const undone = undoes !== undefined && outcome.isWhole && (await RunBook.read(join(ledger, undoes)));
    if (undone) await undone.update({ undone: true });
    const { isWhole, rows, plan } = outcome;
    const of = plan.changes.length;
    tell({
      kind: 'done',
      asPreviewed: isAsPreviewed(outcome),
      report,
      rows: { isWhole, done: of - wrongRows(outcome).size, of, written: rows.written },
    });
  } finally {
    await book.close();
    await lease.release();
  }
}
