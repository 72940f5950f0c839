import * as vscode from 'vscode';
import { importRuns, undoable } from '../../core/roster/run/importRuns.ts';
import { wantsFacilityName } from '../../core/roster/run/importGuard.ts';
import type { ImportState } from '../../core/roster/run/importRun.ts';
import type { UndoPlan } from '../../core/roster/run/undo/planUndo.ts';
import { prepareUndo } from '../../core/roster/run/undo/prepareUndo.ts';
import { runUndo } from '../../core/roster/run/runImport.ts';
import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';
import { snapshotOf } from '../../core/platform/snapshotOf.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import type { ReportPages } from '../../host/reportPages.ts';
import type { RosterFacility } from '../roster/table/rosterMemory.ts';
import type { Services } from '../services.ts';
import { aroundOf, importLedger } from './facilityImport.ts';
import { followRun, tellRunEnd } from './followRun.ts';
import { interruptedIn, offerResume, resumption } from './resumeImport.ts';
import { runTitle } from './runTitle.ts';
import { timeText } from './timeText.ts';
import { typesFacilityName } from './typesFacilityName.ts';
import { limitText, undoPreviewText } from './undoPreviewText.ts';

/**
 * Shows what undoing the last import of a facility would do, asks, and undoes it. From the palette it asks which import. True when it is
 * undone.
 */
export async function undoLastImport(
  services: Services,
  pages: ReportPages,
  at: RosterFacility | undefined,
): Promise<boolean> {
  const record = await chooseRun(services, at);
  if (record === undefined || !(await isEnded(services, record))) return false;
  const around = await aroundOf(services, record);
  const title = vscode.l10n.t('Undo Last Import');
  const { undo, state } = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Reading the users and classes of {0}', record.facility.name),
      cancellable: true,
    },
    (_, token) => prepareUndo(record, around, abortSignal(token)),
  );
  const { changes, removals, removedClasses } = undo.plan;
  if (changes.length + removals.length + removedClasses.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to undo: {0} is as it was before the import.', record.facility.name),
    );
    return false;
  }
  await pages.show(title, undoPreviewText(undo, record));
  const go = vscode.l10n.t('Undo…');
  // It stays while the preview is read, which a notification and a dialog do not.
  const chosen = await vscode.window.showQuickPick([go, vscode.l10n.t('Undo Nothing')], {
    title,
    placeHolder: vscode.l10n.t('The preview shows what undoing this import does.'),
    ignoreFocusOut: true,
  });
  if (chosen !== go) return false;
  if (wantsFacilityName(undo.plan, snapshotOf(state)))
    if (!(await typesFacilityName(record.facility.name, removals.length))) return false;
  if (!(await confirmUndo(record, undo))) return false;
  let last: ImportState | undefined;
  try {
    last = await followRun(title, (signal) => runUndo(record, { undo, state }, around, signal), true);
  } finally {
    services.imports.fire({ connectionId: record.connectionId, ...record.facility });
  }
  await tellRunEnd(services, last, vscode.l10n.t('The import was not undone.'));
  return last?.kind === 'done';
}

/**
 * Only what has ended can be undone: an import that was interrupted is ended with what it did, an undo is to be resumed first. False if
 * the user does not want that, or it cannot be.
 */
async function isEnded(services: Services, record: RunRecord): Promise<boolean> {
  const { connectionId, facility } = record;
  const interrupted = await interruptedIn(services, { connectionId, id: facility.id });
  if (interrupted?.undoes !== undefined) {
    await offerResume(services, interrupted);
    return false;
  }
  if (record.status !== 'running') return true;
  const what = vscode.l10n.t('The import was not undone.');
  const go = vscode.l10n.t('End and Undo…');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} ({1}) was interrupted.', runTitle(record), timeText(record.createdAt)),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It ends with what it has done so far, and the preview shows what undoing that does. It cannot be resumed then.',
      ),
    },
    go,
  );
  if (chosen !== go) return false;
  const end = await resumption(services, record, true);
  if (end === undefined) return false;
  const last = await followRun(runTitle(record), end, false);
  if (last?.kind === 'done') return true;
  await tellRunEnd(services, last, what);
  return false;
}

/** The last import of the facility of a row; from the palette one of those that can be undone. */
async function chooseRun(services: Services, at: RosterFacility | undefined): Promise<RunRecord | undefined> {
  const runs = undoable(await importRuns(importLedger(services)));
  if (at !== undefined) {
    const found = runs.find(
      ({ connectionId, facility }) => connectionId === at.connectionId && facility.id === at.id,
    );
    if (found === undefined)
      await vscode.window.showInformationMessage(
        vscode.l10n.t('There is no import into {0} to undo.', at.name),
      );
    return found;
  }
  if (runs.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('There is no import to undo.'));
    return undefined;
  }
  if (runs.length === 1) return runs[0];
  const chosen = await vscode.window.showQuickPick(
    runs.map((run) => ({ label: run.facility.name, description: timeText(run.createdAt), run })),
    { title: vscode.l10n.t('Undo Last Import'), placeHolder: vscode.l10n.t('Of which facility?') },
  );
  return chosen?.run;
}

async function confirmUndo(record: RunRecord, { plan, limits }: UndoPlan): Promise<boolean> {
  const undo = vscode.l10n.t('Undo Import');
  const kinds = [...new Set(limits.map(({ kind }) => kind))];
  const detail = [
    // What there is none of needs no line.
    ...(plan.changes.length > 0 ? [vscode.l10n.t('Users to put back: {0}', plan.changes.length)] : []),
    ...(plan.removals.length > 0 ? [vscode.l10n.t('Users to remove: {0}', plan.removals.length)] : []),
    ...(plan.removedClasses.length > 0
      ? [vscode.l10n.t('Classes to remove: {0}', plan.removedClasses.length)]
      : []),
    ...kinds.map(limitText),
    '',
    vscode.l10n.t('A backup is made first, in the export folder.'),
  ].join('\n');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Undo the import into {0} of {1}?', record.facility.name, timeText(record.createdAt)),
    { modal: true, detail },
    undo,
  );
  return chosen === undo;
}
