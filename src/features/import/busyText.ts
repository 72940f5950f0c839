import * as vscode from 'vscode';
import type { CheckState } from '../../core/roster/run/importRun.ts';

/** Who is at work on a facility, so that nothing else may be. */
export function busyText(by: Extract<CheckState, { kind: 'busy' }>['by']): string {
  return by === 'server'
    ? vscode.l10n.t(
        'Another import of this facility runs on the server. Nothing was written. Try again when it has ended.',
      )
    : vscode.l10n.t(
        'Lectern is at work on this facility already: an import, an undo or a check, in this window or another. Nothing was written. Try again when it has ended.',
      );
}
