import * as vscode from 'vscode';
import { lazyCommands } from '../../host/lazyCommands.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { EXPORT_SCHEME } from './entryUri.ts';
import { ExportFileSystem } from './exportFileSystem.ts';

/**
 * Looking into finished exports: their files as documents, and taking them out.
 *
 * @param look looks anew at whether the files are there
 */
export function registerBrowse(services: Services, look: () => Promise<void>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(EXPORT_SCHEME, new ExportFileSystem(services.archives), {
      isCaseSensitive: true,
      isReadonly: true,
    }),
    lazyCommands([COMMANDS.extract, COMMANDS.openEntry, COMMANDS.copyEntryPath], async () =>
      (await import('./entryCommands.ts')).entryCommands(services, look),
    ),
  );
}
