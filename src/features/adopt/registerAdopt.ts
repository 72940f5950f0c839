import * as vscode from 'vscode';
import { lazyCommands } from '../../host/lazyCommands.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';

/** The commands that take over files which the browser has downloaded, and those of the rows that wait for one. */
export function registerAdopt(services: Services): vscode.Disposable {
  const { connections, waiting } = services;
  return vscode.Disposable.from(
    connections.onDidChange(() => waiting.keepOnly(new Set(connections.all.map(({ id }) => id)))),
    lazyCommands([COMMANDS.adoptFile, COMMANDS.adoptResource, COMMANDS.handOver], async () =>
      (await import('./adoptCommands.ts')).adoptCommands(services),
    ),
    lazyCommands(
      [
        COMMANDS.chooseHandedFile,
        COMMANDS.watchDownloads,
        COMMANDS.openExportPage,
        COMMANDS.cancelHandOver,
        COMMANDS.adoptArrived,
      ],
      async () => (await import('./waitingCommands.ts')).waitingCommands(services),
    ),
  );
}
