import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { ServerExport, TaskRef } from '../../core/platform/exportPort.ts';
import type { ExportRequest } from '../../core/platform/exportRequest.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';

type Choice = { readonly task?: TaskRef };

/**
 * Offers what the server has before it is asked for more: the export that runs, those that are finished, or a new one. Answers at
 * once where there is nothing to choose. Undefined: the user chose nothing.
 */
export async function chooseServerExport(
  { clients }: Services,
  connection: Connection,
  request: ExportRequest,
  title: string,
): Promise<Choice | undefined> {
  const { exports } = await clients.client(connection.id);
  const found = await vscode.window.withProgress(
    { location: { viewId: VIEWS.exports } },
    async (_progress, token) => (exports.onServer ? exports.onServer(request, abortSignal(token)) : []),
  );
  if (found.length === 0) return {};
  const items: (vscode.QuickPickItem & { readonly choice: Choice })[] = [
    {
      label: `$(add) ${vscode.l10n.t('Start a new export')}`,
      detail: vscode.l10n.t('The course as it is now'),
      choice: {},
    },
    // The platform appends: the last one is the newest.
    ...[...found].reverse().map((one) => ({ ...describe(one), choice: { task: one.task } })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('The server has exports of this course already. Links live for 7 days.'),
  });
  return chosen?.choice;
}

/** The server says no date and no owner; the id tells two apart. */
function describe({ state, task }: ServerExport): vscode.QuickPickItem {
  const description = task.id.slice(0, 8);
  return state === 'running'
    ? { label: `$(sync) ${vscode.l10n.t('Wait for the running one')}`, description }
    : { label: `$(cloud-download) ${vscode.l10n.t('Download a finished one')}`, description };
}
