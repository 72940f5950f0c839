import * as vscode from 'vscode';
import { COMMANDS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import { pickConnection } from './pickConnection.ts';

/** Commands about connections: add, sign in again, remove. */
export function registerConnections(services: Services): vscode.Disposable {
  const { connections, clients, syncs, log } = services;
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMMANDS.addConnection, async () => {
      const { addConnection } = await import('./addConnection.ts');
      return addConnection(services);
    }),
    vscode.commands.registerCommand(COMMANDS.signIn, async (node?: Pick<CourseNode, 'id'>) => {
      const { signIn } = await import('./signIn.ts');
      const connection =
        connectionOf(services, node) ?? (await pickConnection(services, vscode.l10n.t('Sign In')));
      if (connection) await signIn(services, connection);
    }),
    vscode.commands.registerCommand(COMMANDS.removeConnection, async (node?: Pick<CourseNode, 'id'>) => {
      const connection =
        connectionOf(services, node) ?? (await pickConnection(services, vscode.l10n.t('Remove Connection')));
      if (!connection) return;
      const remove = vscode.l10n.t('Remove');
      const chosen = await vscode.window.showWarningMessage(
        vscode.l10n.t('Remove the connection {0}?', connection.name),
        {
          modal: true,
          detail: vscode.l10n.t('Its credentials are deleted from this editor. Saved exports stay on disk.'),
        },
        remove,
      );
      if (chosen !== remove) return;
      await clients.forget(connection.id);
      await connections.remove(connection.id);
      await syncs.forget(connection.id);
      log.info(`connection removed: ${connection.platform}`);
    }),
  );
}

/** The connection that a row of either view belongs to: its id begins with the connection's. */
function connectionOf(
  { connections }: Services,
  node: { readonly id: string } | undefined,
): ReturnType<Services['connections']['get']> {
  const id = node?.id.split('/')[0];
  return id === undefined ? undefined : connections.get(id);
}
