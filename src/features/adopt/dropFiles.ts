import * as vscode from 'vscode';
import type { ExportNode } from '../exports/jobTree.ts';
import type { Services } from '../services.ts';
import { adoptFiles } from './adoptFiles.ts';

const URI_LIST = 'text/uri-list';

/** Files that are dropped on the Exports view, from the explorer or from the desktop, are adopted. */
export class DropFiles implements vscode.TreeDragAndDropController<ExportNode> {
  readonly dragMimeTypes: readonly string[] = [];
  readonly dropMimeTypes: readonly string[] = [URI_LIST, 'files'];
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  async handleDrop(_target: ExportNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const uris = await urisIn(transfer);
    const paths = uris.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
    if (paths.length === 0 || paths.length < uris.length)
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'Only files on the machine that Lectern runs on can be adopted. Save the file there first.',
        ),
      );
    await adoptFiles(this.#services, [...new Set(paths)]);
  }
}

async function urisIn(transfer: vscode.DataTransfer): Promise<readonly vscode.Uri[]> {
  const list = (await transfer.get(URI_LIST)?.asString()) ?? '';
  const listed = list
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
  if (listed.length > 0) return listed;
  const dropped: vscode.Uri[] = [];
  for (const [, item] of transfer) {
    const uri = item.asFile()?.uri;
    if (uri) dropped.push(uri);
  }
  return dropped;
}
