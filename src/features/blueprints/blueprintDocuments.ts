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

  /** Opens a text beside whatever asks about it, and leaves the focus there. `name` is a file name with its ending. */
  async show(name: string, text: string, selection?: vscode.Range): Promise<void> {
    const query = String(++this.#count);
    this.#texts.set(query, text);
    for (const old of [...this.#texts.keys()].slice(0, -MOST)) this.#texts.delete(old);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${fileNameOf(name) || 'blueprint'}`, query });
    await vscode.window.showTextDocument(uri, {
      preview: true,
      preserveFocus: true,
      ...(selection && { selection }),
    });
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
