import * as vscode from 'vscode';
import type { Connection, Platform } from '../../core/platform/connection.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';

/**
 * The connection that a palette command is about: the only one of its platform, or the one the user picks. Without any it offers
 * to add one.
 */
export async function pickConnection(
  { connections }: Services,
  title: string,
  platform?: Platform,
): Promise<Connection | undefined> {
  const fitting = connections.all.filter((item) => platform === undefined || item.platform === platform);
  if (fitting.length <= 1) {
    const [only] = fitting;
    if (only) return only;
    const add = vscode.l10n.t('Add Connection…');
    const campus = vscode.l10n.t('Open the Sample Campus');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('There is no connection yet.'),
      add,
      ...(platform === 'kolibri' ? [] : [campus]),
    );
    if (chosen === add) await vscode.commands.executeCommand(COMMANDS.addConnection);
    if (chosen === campus) await vscode.commands.executeCommand(COMMANDS.openCampus);
    return undefined;
  }
  const items = fitting.map((connection) => ({
    label: connection.name,
    description: connection.platform === 'codio' ? 'Codio' : 'Kolibri',
    connection,
  }));
  return (
    await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which connection?') })
  )?.connection;
}
