import * as vscode from 'vscode';
import type { ImportPlan } from '../../core/roster/plan/importPlan.ts';
import { importRefusal, wantsFacilityName, type ImportRefusal } from '../../core/roster/run/importGuard.ts';
import { checkSeconds } from '../../core/roster/run/check/importEstimate.ts';
import type { ImportOrder } from '../../core/roster/run/importRun.ts';
import type { ImportProposal } from './facilityImport.ts';
import { namesText } from './namesText.ts';
import { typesFacilityName } from './typesFacilityName.ts';

/** Asks everything that has to be asked before a plan is carried out; undefined if it may not be, or the user thinks better of it. */
export async function confirmImport(proposal: ImportProposal): Promise<ImportOrder | undefined> {
  const { roster, snapshot, plan, removes, isChecked } = proposal;
  const refusal = importRefusal(plan);
  if (refusal !== undefined) {
    await vscode.window.showWarningMessage(refusalText(refusal, plan));
    return undefined;
  }
  const allowsServerImport = await confirmServerImport(plan);
  if (allowsServerImport === undefined) return undefined;
  const { facility, removals } = plan;
  if (wantsFacilityName(plan, snapshot) && !(await typesFacilityName(facility.name, removals.length)))
    return undefined;
  const check = await confirmAll(plan, isChecked);
  if (check === undefined) return undefined;
  return { roster, snapshot, plan, removes, skipsCheck: check === 'skip', allowsServerImport };
}

/** Why a plan may not be carried out, in one sentence. */
function refusalText(refusal: ImportRefusal, plan: ImportPlan): string {
  switch (refusal) {
    case 'problems': {
      const count = plan.problems.length + plan.fileProblems.length;
      return count === 1
        ? vscode.l10n.t('Nothing is imported while a problem stands. Mend it in the file first.')
        : vscode.l10n.t('Nothing is imported while {0} problems stand. Mend them in the file first.', count);
    }
    case 'nothing':
      return vscode.l10n.t('There is nothing to import: {0} is as the file says.', plan.facility.name);
    case 'emptyFileRemoves':
      return vscode.l10n.t('A file without users removes nobody.');
  }
}

/** Rows that REST refuses: through the server's own import, or not at all. Undefined if the import is not wanted then. */
async function confirmServerImport({ counts }: ImportPlan): Promise<boolean | undefined> {
  if (counts.byServer === 0) return false;
  const send = vscode.l10n.t('Use the Server’s Import');
  const leave = vscode.l10n.t('Leave Them Out');
  const chosen = await vscode.window.showWarningMessage(
    counts.byServer === 1
      ? vscode.l10n.t('One row has a value that only the server’s own import accepts.')
      : vscode.l10n.t('{0} rows have values that only the server’s own import accepts.', counts.byServer),
    {
      modal: true,
      detail: vscode.l10n.t(
        'They can go through it, alone and with their passwords. The server deletes that file when it is done; all other rows are written one by one.',
      ),
    },
    send,
    leave,
  );
  if (chosen === undefined) return undefined;
  return chosen === send;
}

async function confirmAll(plan: ImportPlan, isChecked: boolean): Promise<'check' | 'skip' | undefined> {
  const go = vscode.l10n.t('Import');
  const unchecked = vscode.l10n.t('Import Without Check');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Import into {0}?', plan.facility.name),
    { modal: true, detail: [...effectLines(plan), '', checkLine(plan, isChecked)].join('\n') },
    go,
    ...(isChecked ? [] : [unchecked]),
  );
  if (chosen === undefined) return undefined;
  return isChecked || chosen === unchecked ? 'skip' : 'check';
}

function checkLine(plan: ImportPlan, isChecked: boolean): string {
  const backup = vscode.l10n.t('A backup is made first, in the export folder.');
  if (isChecked) return backup;
  const seconds = checkSeconds(plan);
  const time =
    seconds < 90
      ? vscode.l10n.t('about {0} s', seconds)
      : vscode.l10n.t('about {0} min', Math.ceil(seconds / 60));
  return `${vscode.l10n.t('The server tries the file first, which takes it {0}.', time)} ${backup}`;
}

function effectLines({ counts, removals }: ImportPlan): readonly string[] {
  const lines: readonly (readonly [number, string])[] = [
    [counts.createClass, vscode.l10n.t('Classes to create: {0}', counts.createClass)],
    [counts.create, vscode.l10n.t('Users to create: {0}', counts.create)],
    [counts.restore, vscode.l10n.t('Deleted users to restore: {0}', counts.restore)],
    [counts.update, vscode.l10n.t('Users to update: {0}', counts.update)],
    [counts.rename, vscode.l10n.t('Users to rename: {0}', counts.rename)],
    [counts.role, vscode.l10n.t('Users with another role: {0}', counts.role)],
    [counts.enrol, vscode.l10n.t('Users who join classes: {0}', counts.enrol)],
    [counts.unenrol, vscode.l10n.t('Users who leave classes: {0}', counts.unenrol)],
    [counts.assign, vscode.l10n.t('Coaches who get classes: {0}', counts.assign)],
    [counts.unassign, vscode.l10n.t('Coaches who lose classes: {0}', counts.unassign)],
    [
      counts.remove,
      vscode.l10n.t('Users to remove: {0}', namesText(removals.map(({ username }) => username))),
    ],
    [counts.emptyClass, vscode.l10n.t('Classes to empty: {0}', counts.emptyClass)],
  ];
  return lines.flatMap(([count, line]) => (count > 0 ? [line] : []));
}
