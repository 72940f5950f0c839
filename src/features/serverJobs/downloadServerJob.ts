import * as vscode from 'vscode';
import { isActive } from '../../core/exports/job/job.ts';
import type { Connection } from '../../core/platform/connection.ts';
import type { TaskState } from '../../core/platform/exportPort.ts';
import { fail, failureOf } from '../../core/platform/failure.ts';
import type { ServerJobPlace } from '../../core/platform/place.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { VIEWS } from '../../manifest.ts';
import { startRequest } from '../exports/startRequest.ts';
import type { Services } from '../services.ts';

/**
 * Takes an export that the server makes, or has made, over as a job of Lectern: it waits for the file, checks that it is the one of
 * this job, and saves it. Where another export has taken its place, a new one is offered.
 */
export async function downloadServerJob(
  services: Services,
  connection: Connection,
  { id, request }: ServerJobPlace,
): Promise<void> {
  const { jobs, clients } = services;
  if (!request) fail({ kind: 'badInput', detail: '' });
  const isHere = jobs.jobs.some(
    ({ job: { state } }) => isActive(state) && 'task' in state && state.task.id === id,
  );
  if (isHere) {
    const show = vscode.l10n.t('Show');
    const text = vscode.l10n.t('Lectern waits for the file of this job already.');
    if ((await vscode.window.showInformationMessage(text, show)) === show)
      await vscode.commands.executeCommand(`${VIEWS.exports}.focus`);
    return;
  }
  const { exports } = await clients.client(connection.id);
  const state = await vscode.window.withProgress(
    { location: { viewId: VIEWS.courses } },
    async (_progress, token): Promise<TaskState> => {
      try {
        return await exports.check(request, { id }, abortSignal(token));
      } catch (error) {
        const failure = failureOf(error);
        // Cleared since the list was made; its file may be there, but nobody knows whether it is this one.
        if (failure.kind === 'gone' && failure.missing === 'task')
          return { step: 'overtaken', by: 'otherExport' };
        throw error;
      }
    },
  );
  if (state.step === 'failed') fail({ kind: 'serverFault', detail: state.reason });
  if (state.step === 'overtaken') {
    const anew = vscode.l10n.t('Export Anew');
    const text = vscode.l10n.t('The server does not have the file of this job any more.');
    if ((await vscode.window.showWarningMessage(text, anew)) === anew)
      await startRequest(services, connection, request, { starting: new Set(), anew: true });
    return;
  }
  await jobs.start(connection.id, request, { task: { id } });
}
