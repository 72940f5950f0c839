import * as vscode from 'vscode';
import type { Job } from '../../core/exports/job/job.ts';
import { isLogs } from '../../core/platform/exportRequest.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { VIEWS } from '../../manifest.ts';

/** Writes the copy of saved usage logs that sums rightly, beside them, and offers to open it. */
export async function saveWithoutRepeats({ request, state }: Job): Promise<void> {
  if (!isLogs(request) || state.step !== 'done') return;
  const { path: source } = state.file;
  const copy = await vscode.window.withProgress(
    { location: { viewId: VIEWS.exports } },
    async (_progress, token) => {
      const { writeWithoutRepeats } = await import('../../core/logs/writeWithoutRepeats.ts');
      return writeWithoutRepeats(source, request.locale, abortSignal(token));
    },
  );
  const number = (value: number): string => value.toLocaleString(vscode.env.language);
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'A copy with {0} rows is saved beside the export; {1} repeats are left out.',
      number(copy.rows),
      number(copy.leftOut),
    ),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(copy.path));
}
