import * as vscode from 'vscode';
import { fileNameOf } from '../../core/exports/fileName.ts';

/** The scheme of what blueprints hold, as documents that can only be read. */
const SCHEME = 'lectern-blueprint';
/** So many can be looked at side by side. */
const MOST = 200;

/** The documents that are shown before blueprints are imported. */
export class BlueprintDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  #count = 0;

  /** Opens a text. `name` is a file name with its ending. */
  async show(name: string, text: string, selection: vscode.Range): Promise<void> {
    await vscode.window.showTextDocument(this.#put(name, text), { preview: true, selection });
  }

  /** Opens a text in the lower half of the window, where no question that is asked meanwhile lies over it. */
  async showBelow(name: string, text: string): Promise<void> {
    const uri = this.#put(name, text);
    const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === SCHEME);
    if (!open) await vscode.commands.executeCommand('workbench.action.newGroupBelow');
    await vscode.window.showTextDocument(uri, {
      preview: true,
      preserveFocus: true,
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.Active,
    });
  }

  /** Closes what was opened so, but for what the user keeps open. */
  async closeBelow(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(
      tabs.filter(
        ({ input, isPreview }) =>
          isPreview && input instanceof vscode.TabInputText && input.uri.scheme === SCHEME,
      ),
      true,
    );
  }

  #put(name: string, text: string): vscode.Uri {
    const query = String(++this.#count);
    this.#texts.set(query, text);
    for (const old of [...this.#texts.keys()].slice(0, -MOST)) this.#texts.delete(old);
    return vscode.Uri.from({ scheme: SCHEME, path: `/${fileNameOf(name) || 'blueprint'}`, query });
  }

  provideTextDocumentContent({ query }: vscode.Uri): string {
    // After a restart nothing is known of it any more.
    return this.#texts.get(query) ?? vscode.l10n.t('Import the blueprints again to see this.');
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}
