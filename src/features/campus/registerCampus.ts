import * as vscode from 'vscode';
import type { CodioConnection, KolibriConnection } from '../../core/platform/connection.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';

const CAMPUS_ID = 'campus';
const KOLIBRI_ID = 'campus-kolibri';

/** The command that opens the sample campus, and the connections to one that already runs. */
export function registerCampus(services: Services): vscode.Disposable {
  const { campus, connections } = services;
  if (campus.isGiven && !(connections.get(CAMPUS_ID) && connections.get(KOLIBRI_ID))) void connect(services);
  return vscode.commands.registerCommand(COMMANDS.openCampus, async () => {
    try {
      await vscode.window.withProgress({ location: { viewId: VIEWS.courses } }, () =>
        services.campus.address(),
      );
      await connect(services);
      await vscode.commands.executeCommand(`${VIEWS.courses}.focus`);
    } catch (error) {
      await showFailure(services.log, vscode.l10n.t('The sample campus cannot be opened.'), error);
    }
  });
}

/**
 * Puts both sides of the campus into the tree. Their address and credentials change with every start and are asked for when needed.
 */
async function connect({ connections }: Services): Promise<void> {
  const codio: CodioConnection = {
    platform: 'codio',
    id: CAMPUS_ID,
    name: vscode.l10n.t('Sample Campus'),
    oauthBaseUrl: '',
    apiBaseUrl: '',
    sample: true,
  };
  const kolibri: KolibriConnection = {
    platform: 'kolibri',
    id: KOLIBRI_ID,
    name: vscode.l10n.t('Sample Campus (Kolibri)'),
    baseUrl: '',
    sample: true,
  };
  await connections.put(codio);
  await connections.put(kolibri);
}
