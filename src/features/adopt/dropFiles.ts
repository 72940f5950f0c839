import * as vscode from 'vscode';
import { DROP_TYPES, droppedFiles } from '../../host/droppedFiles.ts';
import type { ExportNode } from '../exports/jobTree.ts';
import type { Services } from '../services.ts';

/** Files that are dropped on the Exports view, from the explorer or from the desktop, are adopted. */
export class DropFiles implements vscode.TreeDragAndDropController<ExportNode> {
  readonly dragMimeTypes: readonly string[] = [];
  readonly dropMimeTypes = DROP_TYPES;
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  async handleDrop(_target: ExportNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const uris = await droppedFiles(transfer);
    const paths = uris.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
    if (paths.length === 0 || paths.length < uris.length)
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'Only files on the machine that Lectern runs on can be adopted. Save the file there first.',
        ),
      );
    const { adoptFiles } = await import('./adoptFiles.ts');
    await adoptFiles(this.#services, [...new Set(paths)]);
  }
}
