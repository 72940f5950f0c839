import * as vscode from 'vscode';
import type { ImportState } from '../../core/roster/run/importRun.ts';

/** What a run is doing, in a few words; '' for a state that says nothing of it. An undo has users where an import has rows. */
export function importStateText(state: ImportState, isUndo = false): string {
  switch (state.kind) {
    case 'reading':
      return vscode.l10n.t('Reading users and classes');
    case 'checking':
      return vscode.l10n.t('The server tries the file: {0}', leftText(state.secondsLeft));
    case 'backingUp':
      return vscode.l10n.t('Making a backup');
    case 'writing':
      return writingText(state, isUndo);
    case 'comparing':
      return vscode.l10n.t('Comparing with the preview');
    case 'agrees':
    case 'disagrees':
    case 'busy':
    case 'failed':
    case 'stale':
    case 'done':
      return '';
  }
}

function writingText(
  { rows, done, of, secondsLeft }: Extract<ImportState, { kind: 'writing' }>,
  isUndo: boolean,
): string {
  const [written, all] = [shown(rows.written), shown(rows.of)];
  const step = vscode.l10n.t('step {0} of {1}, {2}', shown(done), shown(of), leftText(secondsLeft));
  if (rows.areUsersWritten && done < of)
    return isUndo
      ? vscode.l10n.t('{0} of {1} users written, now roles and classes: {2}', written, all, step)
      : vscode.l10n.t('{0} of {1} rows written, now roles and classes: {2}', written, all, step);
  return isUndo
    ? vscode.l10n.t('{0} of {1} users written: {2}', written, all, step)
    : vscode.l10n.t('{0} of {1} rows written: {2}', written, all, step);
}

function shown(count: number): string {
  return count.toLocaleString(vscode.env.language);
}

function leftText(seconds: number | undefined): string {
  if (seconds === undefined) return vscode.l10n.t('time left unknown');
  return seconds < 90
    ? vscode.l10n.t('{0} s left', seconds)
    : vscode.l10n.t('{0} min left', Math.ceil(seconds / 60));
}
