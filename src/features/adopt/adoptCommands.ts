import * as vscode from 'vscode';
import { canHandOver, hasPage } from '../../core/adopt/canHandOver.ts';
import type { Command } from '../../host/lazyCommands.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import { pickJob } from '../exports/pickJob.ts';
import type { JobNode } from '../exports/jobRow.ts';
import type { Services } from '../services.ts';
import { adoptFiles, type About } from './adoptFiles.ts';
import { chooseFiles } from './chooseFiles.ts';
import { handOver } from './handOver.ts';

/** The commands that take over files which the browser has downloaded. */
export function adoptCommands(services: Services): readonly Command[] {
  const guarded = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      await showFailure(services.log, vscode.l10n.t('The file cannot be adopted.'), error);
    }
  };
  return [
    {
      id: COMMANDS.adoptFile,
      run: (given?: vscode.Uri | readonly vscode.Uri[], node?: CourseNode) =>
        guarded(adopt(services, urisOf(given), aboutOf(node))),
    },
    {
      // The explorer gives the row that was clicked, and all that are selected.
      id: COMMANDS.adoptResource,
      run: (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]) =>
        guarded(adopt(services, urisOf(selected?.length ? selected : clicked), undefined)),
    },
    { id: COMMANDS.handOver, run: (node?: JobNode) => guarded(handOverJob(services, node)) },
  ];
}

async function adopt(
  services: Services,
  uris: readonly vscode.Uri[],
  about: About | undefined,
): Promise<void> {
  const paths =
    uris.length > 0
      ? uris.map(({ fsPath }) => fsPath)
      : await chooseFiles(services, vscode.l10n.t('Adopt File'), true);
  await adoptFiles(services, paths, about);
}

async function handOverJob(services: Services, node: JobNode | undefined): Promise<void> {
  const job = node
    ? services.jobs.job(node.jobId)?.job
    : (await pickJob(services, (_state, job) => canHandOver(job)))?.job;
  if (!job || !canHandOver(job)) return;
  const connection = services.connections.get(job.connectionId);
  const { request } = job;
  if (connection && hasPage(request)) await handOver(services, { connection, request, failedJob: job.id });
}

/** The title of a view gives nothing, and a command from elsewhere gives what it likes. */
function urisOf(given: unknown): readonly vscode.Uri[] {
  const all: readonly unknown[] = Array.isArray(given) ? given : [given];
  return all.filter((one) => one instanceof vscode.Uri);
}

function aboutOf(node: CourseNode | undefined): About | undefined {
  return node?.type === 'place' ? { connection: node.parent.connection, place: node.place } : undefined;
}
