import * as vscode from 'vscode';
import { placeName } from '../../core/exports/exportLabel.ts';
import type { Command } from '../../host/lazyCommands.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import type { Services } from '../services.ts';
import { adoptFiles } from './adoptFiles.ts';
import { chooseHandedFile } from './handOver.ts';
import { handOverText } from './handOverText.ts';
import { openExportPage } from './openExportPage.ts';
import type { WaitingFile } from './waitingFiles.ts';
import type { WaitingNode } from './waitingRow.ts';
import { watchDownloads } from './watchDownloads.ts';

/** What can be done with a file that is waited for; from the palette each asks which. */
export function waitingCommands(services: Services): readonly Command[] {
  const { waiting } = services;
  const command = (
    id: string,
    act: (file: WaitingFile) => unknown,
    fits: (file: WaitingFile) => boolean = () => true,
  ): Command => ({
    id,
    run: async (node?: WaitingNode) => {
      try {
        const file = node ? waiting.get(node.waitingId) : await pickWaiting(waiting.all.filter(fits));
        if (file) await act(file);
      } catch (error) {
        await showFailure(services.log, vscode.l10n.t('The file cannot be adopted.'), error);
      }
    },
  });
  return [
    command(COMMANDS.chooseHandedFile, ({ wanted }) => chooseHandedFile(services, wanted)),
    command(COMMANDS.watchDownloads, ({ wanted }) => watchDownloads(services, wanted)),
    command(COMMANDS.openExportPage, async ({ wanted }) => {
      if ((await openExportPage(services, wanted)) === undefined)
        void vscode.window.showInformationMessage(handOverText(wanted.request.kind));
    }),
    command(COMMANDS.cancelHandOver, ({ id }) => waiting.cancel(id)),
    command(
      COMMANDS.adoptArrived,
      async ({ wanted, arrived }) => {
        // Its name and its course stand on the row that was asked.
        if (arrived !== undefined) await adoptFiles(services, [arrived], wanted);
      },
      ({ arrived }) => arrived !== undefined,
    ),
  ];
}

async function pickWaiting(files: readonly WaitingFile[]): Promise<WaitingFile | undefined> {
  if (files.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No file from the browser is waited for.'));
    return undefined;
  }
  const items = files.map((file) => ({
    label: exportTitle(file.wanted.request.kind),
    description: placeName(file.wanted.request),
    file,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which file?') });
  return chosen?.file;
}
