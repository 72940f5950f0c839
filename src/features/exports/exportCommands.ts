import * as vscode from 'vscode';
import { isActive } from '../../core/exports/job/job.ts';
import type { ExportKind } from '../../core/platform/exportRequest.ts';
import { fail } from '../../core/platform/failure.ts';
import type { Command } from '../../host/lazyCommands.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import { EXPORT_COMMANDS } from './exportCommandIds.ts';
import { exportTitle } from './exportTitle.ts';
import type { JobNode } from './jobRow.ts';
import { pickJob } from './pickJob.ts';
import { requestFor } from './requestFor.ts';
import { questionTitle, startRequest, type Wanted } from './startRequest.ts';

/** One command for each export. Started on a row it knows what it is about; from the palette it asks. */
export function exportCommands(services: Services): readonly Command[] {
  const starting = new Set<Wanted>();
  const signIn = (node: CourseNode | JobNode | undefined): Thenable<unknown> =>
    vscode.commands.executeCommand(COMMANDS.signIn, node);
  return [
    {
      id: COMMANDS.startAgain,
      run: (node?: JobNode) =>
        startAgain(services, starting, node).catch((error: unknown) =>
          showFailure(services.log, vscode.l10n.t('The export cannot be started again.'), error, () =>
            signIn(node),
          ),
        ),
    },
    ...(Object.keys(EXPORT_COMMANDS) as ExportKind[]).map((kind) => ({
      id: EXPORT_COMMANDS[kind],
      run: (node?: CourseNode) =>
        startExport(kind, services, starting, node).catch((error: unknown) =>
          showFailure(services.log, vscode.l10n.t('{0} cannot be exported.', exportTitle(kind)), error, () =>
            signIn(node),
          ),
        ),
    })),
  ];
}

async function startExport(
  kind: ExportKind,
  services: Services,
  starting: Set<Wanted>,
  node: CourseNode | undefined,
): Promise<void> {
  const title = questionTitle(kind);
  const platform = isKolibri(kind) ? 'kolibri' : 'codio';
  const connection = node?.parent ? node.parent.connection : await pickConnection(services, title, platform);
  if (!connection) return;
  const place = node?.type === 'place' ? node.place : undefined;
  const request = await requestFor(kind, services, connection, place, title);
  if (request) await startRequest(services, connection, request, { starting });
}

/** Gets what a job was about anew: what the server has of it still, or a new export. */
async function startAgain(services: Services, starting: Set<Wanted>, node?: JobNode): Promise<void> {
  const view = node ? services.jobs.job(node.jobId) : await pickJob(services, (state) => !isActive(state));
  if (!view) return;
  const { job } = view;
  // The same row goes on; a finished one stays as the record of its file.
  if (job.state.step !== 'done') return services.jobs.retry(job.id);
  const connection = services.connections.get(job.connectionId);
  if (!connection) fail({ kind: 'gone', missing: 'server' });
  await startRequest(services, connection, job.request, { starting });
}

/** Facilities are Kolibri's; everything else is of a Codio course. */
function isKolibri(kind: ExportKind): boolean {
  return kind === 'users' || kind === 'summaryLogs' || kind === 'sessionLogs';
}
