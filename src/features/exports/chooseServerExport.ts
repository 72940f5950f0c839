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
  { clients, jobs }: Services,
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
  // The server says no date and no owner; of those that Lectern started, the list of exports knows both.
  const startedAt = new Map(
    jobs.jobs.flatMap(({ job }) =>
      'task' in job.state ? [[job.state.task.id, new Date(job.createdAt)] as const] : [],
    ),
  );
  const items: (vscode.QuickPickItem & { readonly choice: Choice })[] = [
    {
      label: `$(add) ${vscode.l10n.t('Start a new export')}`,
      detail: vscode.l10n.t('The course as it is now'),
      choice: {},
    },
    // The platform appends: the last one is the newest.
    ...[...found].reverse().map((one, index) => ({
      ...describe(one, index === 0, startedAt.get(one.task.id)),
      choice: { task: one.task },
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('The server has exports of this course already. Links live for 7 days.'),
  });
  return chosen?.choice;
}

function describe(
  { state }: ServerExport,
  newest: boolean,
  startedAt: Date | undefined,
): vscode.QuickPickItem {
  const when = startedAt?.toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  const detail =
    when === undefined
      ? vscode.l10n.t('Started elsewhere; the server does not say when')
      : vscode.l10n.t('Started here, {0}', when);
  if (state === 'running') return { label: `$(sync) ${vscode.l10n.t('Wait for the one that runs')}`, detail };
  const label = newest
    ? vscode.l10n.t('Download the newest finished one')
    : vscode.l10n.t('Download an earlier one');
  return { label: `$(cloud-download) ${label}`, detail };
}
