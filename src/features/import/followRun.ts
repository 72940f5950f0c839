import * as vscode from 'vscode';
import { FailureError } from '../../core/platform/failure.ts';
import type { ImportState } from '../../core/roster/run/importRun.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { showMarkdown } from '../../host/reportPages.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { busyText } from './busyText.ts';
import { changesText } from './changesText.ts';
import { importStateText } from './importStateText.ts';

/** Shows a run as a notification with its progress, which can stop it between two steps; gives its last state. */
export async function followRun(
  title: string,
  run: (signal: AbortSignal) => AsyncIterable<ImportState>,
  isUndo: boolean,
): Promise<ImportState | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      let last: ImportState | undefined;
      let percent = 0;
      for await (const state of run(abortSignal(token))) {
        last = state;
        const now = state.kind === 'writing' ? Math.floor((100 * state.done) / state.of) : percent;
        progress.report({ message: importStateText(state, isUndo), increment: now - percent });
        percent = now;
      }
      return last;
    },
  );
}

/** Says how a run ended, and opens its report. `what` is what did not happen if it failed. */
export async function tellRunEnd(
  { log }: Pick<Services, 'log'>,
  last: ImportState | undefined,
  what: string,
): Promise<void> {
  switch (last?.kind) {
    case 'done':
      await showMarkdown(vscode.Uri.parse(last.report));
      if (!last.asPreviewed)
        void vscode.window.showWarningMessage(
          vscode.l10n.t('Not everything is as previewed. The report says what differs.'),
        );
      return;
    case 'busy':
      await vscode.window.showWarningMessage(`${what} ${busyText(last.by)}`);
      return;
    case 'stale':
      await vscode.window.showWarningMessage(
        [
          vscode.l10n.t('{0} The facility has changed since the preview. Look at it again.', what),
          ...changesText(last.changes),
        ].join(' · '),
      );
      return;
    case 'failed': {
      log.warn(`import: ${last.failure.kind}`);
      await showFailure(log, what, new FailureError(last.failure), () =>
        vscode.commands.executeCommand(COMMANDS.signIn),
      );
      return;
    }
    case 'disagrees':
      await vscode.window.showWarningMessage(
        vscode.l10n.t('{0} The server reads the file in another way than Lectern.', what),
      );
      return;
    case 'reading':
    case 'backingUp':
    case 'checking':
    case 'agrees':
    case 'writing':
    case 'comparing':
    case undefined:
      return;
  }
}
