import { join } from 'node:path';
import * as vscode from 'vscode';
import { importRuns } from '../../core/roster/run/importRuns.ts';
import { needsFile } from '../../core/roster/run/record/needsFile.ts';
import type { RunSource } from '../../core/roster/run/steps/performStep.ts';
import type { ImportState } from '../../core/roster/run/importRun.ts';
import { proves } from '../../core/roster/run/record/proofOf.ts';
import { RunBook } from '../../core/roster/run/record/runBook.ts';
import { resumeRun } from '../../core/roster/run/runImport.ts';
import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';
import { runSourceOf } from '../../core/roster/run/record/runSourceOf.ts';
import { usersBegun } from '../../core/roster/run/record/usersBegun.ts';
import { isHeld } from '../../core/storage/lease.ts';
import type { RosterFacility } from '../roster/table/rosterMemory.ts';
import type { Services } from '../services.ts';
import { aroundOf, importLedger, type ImportTarget } from './facilityImport.ts';
import { followRun, tellRunEnd } from './followRun.ts';
import { runTitle } from './runTitle.ts';
import { timeText } from './timeText.ts';

/** The runs that were interrupted and that no window carries now, the newest first. */
export async function interruptedRuns(services: Services): Promise<readonly RunRecord[]> {
  const ledger = importLedger(services);
  const found: RunRecord[] = [];
  for (const record of await importRuns(ledger)) {
    if (record.status !== 'running') continue;
    if (!(await isHeld(join(ledger, record.id, 'lease')))) found.push(record);
  }
  return found;
}

/** The run that was interrupted in a facility last. */
export async function interruptedIn(
  services: Services,
  { connectionId, id }: Pick<RosterFacility, 'connectionId' | 'id'>,
): Promise<RunRecord | undefined> {
  const runs = await interruptedRuns(services);
  return runs.find((run) => run.connectionId === connectionId && run.facility.id === id);
}

/** The names of the new users that an interrupted run has made, or may have. */
export async function usersBegunBy(services: Services, { id }: RunRecord): Promise<ReadonlySet<string>> {
  const book = await RunBook.read(join(importLedger(services), id));
  return book === undefined
    ? new Set()
    : usersBegun({ plan: book.plan, stateOf: (step) => book.stateOf(step) });
}

/** Offers what can be done with an interrupted run, and does it: go on, or leave it at what was done, with a report. */
export async function offerResume(services: Services, record: RunRecord): Promise<void> {
  const asked = await askHowToResume(record, false);
  if (asked !== undefined) await resumeImport(services, record, asked === 'end');
}

/** Asks whether an interrupted run goes on, or ends with what was done; undefined for neither, now. */
export async function askHowToResume(
  record: RunRecord,
  modal: boolean,
): Promise<'resume' | 'end' | undefined> {
  const resume = vscode.l10n.t('Resume');
  const end = vscode.l10n.t('Leave It at That');
  const detail = vscode.l10n.t(
    'Resumed, it does what is left, and nothing twice. Left at that, nothing more is done, and the report says what was.',
  );
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} ({1}) was interrupted.', runTitle(record), timeText(record.createdAt)),
    modal ? { modal, detail } : {},
    resume,
    end,
  );
  if (chosen === undefined) return undefined;
  return chosen === end ? 'end' : 'resume';
}

/** Offers to resume what was interrupted in a facility; false if nothing was. */
export async function offerInterrupted(
  services: Services,
  { connectionId, facility }: Pick<ImportTarget, 'connectionId' | 'facility'>,
): Promise<boolean> {
  const run = await interruptedIn(services, { connectionId, id: facility.id });
  if (run) await offerResume(services, run);
  return run !== undefined;
}

/** From the palette: the interrupted run, or one of several. */
export async function resumeChosen(services: Services): Promise<void> {
  const runs = await interruptedRuns(services);
  if (runs.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('No import was interrupted.'));
    return;
  }
  const picked =
    runs.length === 1
      ? runs[0]
      : (
          await vscode.window.showQuickPick(
            runs.map((run) => ({ label: runTitle(run), description: timeText(run.createdAt), run })),
            { title: vscode.l10n.t('Resume Import') },
          )
        )?.run;
  if (picked) await offerResume(services, picked);
}

async function resumeImport(services: Services, record: RunRecord, isEnd: boolean): Promise<void> {
  const run = await resumption(services, record, isEnd);
  if (run === undefined) return;
  const last = await followRun(runTitle(record), run, record.undoes !== undefined);
  await tellRunEnd(services, last, vscode.l10n.t('The import was not resumed.'));
}

/**
 * What carries an interrupted run on, or (`isEnd`) ends it with what was done. Undefined if it cannot go on, because its users file is
 * not what it was: `refuse` is told so, and must not wait for anybody to read it.
 */
export async function resumption(
  services: Services,
  record: RunRecord,
  isEnd: boolean,
  refuse: (why: string) => void = warn,
): Promise<((signal: AbortSignal) => AsyncIterable<ImportState>) | undefined> {
  const book = await RunBook.read(join(importLedger(services), record.id));
  if (book === undefined) return undefined;
  let source: RunSource | undefined;
  if (!isEnd && needsFile(book)) {
    source = await sourceOf(record, refuse);
    if (source === undefined) return undefined;
  }
  const around = await aroundOf(services, record);
  const { connectionId, facility } = record;
  return async function* (signal) {
    try {
      yield* resumeRun(record, source, around, isEnd ? AbortSignal.abort() : signal);
    } finally {
      services.imports.fire({ connectionId, ...facility });
    }
  };
}

function warn(why: string): void {
  void vscode.window.showWarningMessage(why);
}

/** The users file of a run, if it is as it was: its passwords are nowhere else. Says so if it is not. */
async function sourceOf({ file }: RunRecord, refuse: (why: string) => void): Promise<RunSource | undefined> {
  if (file === undefined) return undefined;
  const uri = vscode.Uri.parse(file.uri);
  let text: string;
  try {
    text = (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    refuse(vscode.l10n.t('The import cannot go on without its users file, which is gone: {0}', uri.fsPath));
    return undefined;
  }
  if (await proves(file.proof, text)) return runSourceOf(text);
  refuse(
    vscode.l10n.t(
      'The import cannot go on: {0} has changed since it was begun. Put the file back as it was, or leave the import at that and preview the new one.',
      uri.fsPath,
    ),
  );
  return undefined;
}
