import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { placeName } from '../../core/exports/exportLabel.ts';
import { isActive, type Job } from '../../core/exports/job.ts';
import type { Connection } from '../../core/platform/connection.ts';
import { isComposed, type ExportKind, type ExportRequest } from '../../core/platform/exportRequest.ts';
import { fail } from '../../core/platform/failure.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import { chooseServerExport } from './chooseServerExport.ts';
import { confirmPlan } from './confirmPlan.ts';
import { exportTitle } from './exportTitle.ts';
import type { JobNode } from './jobRow.ts';
import { pickJob } from './pickJob.ts';
import { requestFor } from './requestFor.ts';

const EXPORT_COMMANDS: Readonly<Record<ExportKind, string>> = {
  coursework: COMMANDS.exportCoursework,
  sources: COMMANDS.exportSources,
  assessments: COMMANDS.exportAssessmentData,
  coachLogs: COMMANDS.exportCoachLogs,
  llmLogs: COMMANDS.exportLlmLogs,
  studentData: COMMANDS.exportStudentData,
  assignmentData: COMMANDS.exportAssignmentData,
  studentCsv: COMMANDS.exportStudentCsv,
  assignmentCsv: COMMANDS.exportAssignmentCsv,
  workspace: COMMANDS.exportWorkspace,
  users: COMMANDS.exportUsers,
};

/** What a job is about, while it is not in the list yet: the second half of a double click must find it. */
type Wanted = Pick<Job, 'connectionId' | 'request'>;

/** One command for each export. Started on a row it knows what it is about; from the palette it asks. */
export function registerExportCommands(services: Services): vscode.Disposable {
  const starting = new Set<Wanted>();
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.startAgain, (node?: JobNode) =>
      startAgain(services, starting, node).catch((error: unknown) =>
        showFailure(services.log, vscode.l10n.t('The export cannot be started again.'), error),
      ),
    ),
    ...(Object.keys(EXPORT_COMMANDS) as ExportKind[]).map((kind) =>
      vscode.commands.registerCommand(EXPORT_COMMANDS[kind], (node?: CourseNode) =>
        startExport(kind, services, starting, node).catch((error: unknown) =>
          showFailure(services.log, vscode.l10n.t('{0} cannot be exported.', exportTitle(kind)), error),
        ),
      ),
    ),
  );
}

async function startExport(
  kind: ExportKind,
  services: Services,
  starting: Set<Wanted>,
  node: CourseNode | undefined,
): Promise<void> {
  const title = questionTitle(kind);
  const platform = kind === 'users' ? 'kolibri' : 'codio';
  const connection = node?.parent ? node.parent.connection : await pickConnection(services, title, platform);
  if (!connection) return;
  const place = node?.type === 'place' ? node.place : undefined;
  const request = await requestFor(kind, services, connection, place, title);
  if (request) await startRequest(services, starting, connection, request);
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
  await startRequest(services, starting, connection, job.request);
}

function questionTitle(kind: ExportKind): string {
  return vscode.l10n.t('Export: {0}', exportTitle(kind));
}

async function startRequest(
  services: Services,
  starting: Set<Wanted>,
  connection: Connection,
  request: ExportRequest,
): Promise<void> {
  const { kind } = request;
  const wanted: Wanted = { connectionId: connection.id, request };
  const running = services.jobs.jobs.map(({ job }) => job).filter(({ state }) => isActive(state));
  const isSame = (other: Wanted): boolean =>
    other.connectionId === connection.id && isDeepStrictEqual(other.request, request);
  if ([...running, ...starting].some(isSame)) {
    const show = vscode.l10n.t('Show');
    const text = vscode.l10n.t(
      '{0} of {1} is already being exported.',
      exportTitle(kind),
      placeName(request),
    );
    if ((await vscode.window.showInformationMessage(text, show)) === show)
      await vscode.commands.executeCommand(`${VIEWS.exports}.focus`);
    return;
  }
  starting.add(wanted);
  try {
    if (isComposed(request)) {
      const plan = await confirmPlan(services, connection, request);
      if (plan) await services.jobs.start(connection.id, request, { plan });
    } else {
      const choice = await chooseServerExport(services, connection, request, questionTitle(kind));
      if (choice) await services.jobs.start(connection.id, request, choice);
    }
  } finally {
    starting.delete(wanted);
  }
}
