import * as vscode from 'vscode';
import type { ImportState } from '../../core/roster/run/importRun.ts';

/** What a run is doing, in a few words; '' for a state that says nothing of it. */
export function importStateText(state: ImportState): string {
  switch (state.kind) {
    case 'reading':
      return vscode.l10n.t('Reading users and classes');
    case 'checking':
      return vscode.l10n.t('The server tries the file: {0}', leftText(state.secondsLeft));
    case 'backingUp':
      return vscode.l10n.t('Making a backup');
    case 'writing':
      return state.row === undefined
        ? vscode.l10n.t('Step {0} of {1}, {2}', state.done, state.of, leftText(state.secondsLeft))
        : vscode.l10n.t(
            'Step {0} of {1} (row {2}), {3}',
            state.done,
            state.of,
            state.row,
            leftText(state.secondsLeft),
          );
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

function leftText(seconds: number | undefined): string {
  if (seconds === undefined) return vscode.l10n.t('time left unknown');
  return seconds < 90
    ? vscode.l10n.t('{0} s left', seconds)
    : vscode.l10n.t('{0} min left', Math.ceil(seconds / 60));
}
