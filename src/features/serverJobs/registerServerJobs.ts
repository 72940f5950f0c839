import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { ServerJobPlace } from '../../core/platform/place.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { CourseNode, PlaceNode } from '../courses/courseNode.ts';
import { placeNode, type CourseTree } from '../courses/courseTree.ts';
import type { Services } from '../services.ts';
import { hasFile, isClearable } from './serverJobActions.ts';

const SHOWN_AT_ONCE = 6;

/** What can be done with the jobs of a server: show them, get the file of one, clear one of ours. From the palette they ask which. */
export function registerServerJobs(
  services: Services,
  tree: CourseTree,
  reveal: (node: CourseNode) => Thenable<void>,
): vscode.Disposable {
  const { clients, log } = services;
  const rowOf = (connection: Connection): PlaceNode =>
    placeNode({ type: 'connection', id: connection.id, connection }, { kind: 'serverJobs' });
  const command = (
    id: string,
    { title, failed, fits }: OnJob,
    act: (connection: Connection, job: ServerJobPlace) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (node?: CourseNode) => {
      try {
        const connection = node?.parent
          ? node.parent.connection
          : await pickConnection(services, title, 'kolibri');
        if (!connection) return;
        const job =
          node?.type === 'place' && node.place.kind === 'serverJob' ? node.place : await ask(connection);
        if (job) await act(connection, job);
      } catch (error) {
        await showFailure(log, failed, error, () => vscode.commands.executeCommand(COMMANDS.signIn, node));
      }

      async function ask(connection: Connection): Promise<ServerJobPlace | undefined> {
        const { chooseServerJob } = await import('./chooseServerJob.ts');
        return chooseServerJob(services, connection, title, fits);
      }
    });

  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.showServerJobs, async (node?: CourseNode) => {
      const title = vscode.l10n.t('Jobs on the Server');
      const connection =
        node?.type === 'connection' ? node.connection : await pickConnection(services, title, 'kolibri');
      if (!connection) return;
      const folder = rowOf(connection);
      await reveal(folder);
      // An opened folder at the lower edge of the view shows nothing yet of what is in it.
      const below = (await tree.getChildren(folder)).slice(0, SHOWN_AT_ONCE).at(-1);
      if (below) await reveal(below);
      await reveal(folder);
    }),
    command(
      COMMANDS.downloadServerJob,
      {
        title: vscode.l10n.t('Download File of a Job'),
        failed: vscode.l10n.t('The file of this job cannot be downloaded.'),
        fits: hasFile,
      },
      async (connection, job) => {
        const { downloadServerJob } = await import('./downloadServerJob.ts');
        await downloadServerJob(services, connection, job);
      },
    ),
    command(
      COMMANDS.clearServerJob,
      {
        title: vscode.l10n.t('Clear Job from Server'),
        failed: vscode.l10n.t('The job cannot be cleared.'),
        fits: isClearable,
      },
      async (connection, { id }) => {
        const client = await clients.client(connection.id);
        await client.clearServerJob?.(id, new AbortController().signal);
        tree.refresh(rowOf(connection));
      },
    ),
  );
}

type OnJob = {
  readonly title: string;
  readonly failed: string;
  readonly fits: (job: ServerJobPlace) => boolean;
};
