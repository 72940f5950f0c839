import * as vscode from 'vscode';
import { fileNameOf } from '../../core/exports/file/fileName.ts';
import { harmlessMarkdown } from '../../host/harmlessMarkdown.ts';

/** The scheme of what blueprints hold, as documents that can only be read. */
const SCHEME = 'lectern-blueprint';
const MARKDOWN_EXTENSION = 'vscode.markdown-language-features';
/** That extension's preview, as an editor. */
const MARKDOWN_PREVIEW = 'vscode.markdown.preview.editor';
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

  /**
   * Opens a text in the lower half of the window, where no question that is asked meanwhile lies over it. Markdown is rendered by the
   * editor's own preview, without images and HTML; where that is switched off it is a text like any other.
   */
  async showBelow(name: string, text: string, kind: 'markdown' | 'text'): Promise<void> {
    const rendered = kind === 'markdown' && vscode.extensions.getExtension(MARKDOWN_EXTENSION) !== undefined;
    const uri = this.#put(name, rendered ? harmlessMarkdown(text) : text);
    const open = shownTabs().at(-1);
    if (!open) await vscode.commands.executeCommand('workbench.action.newGroupBelow');
    const options = {
      preview: true,
      preserveFocus: true,
      viewColumn: open?.group.viewColumn ?? vscode.ViewColumn.Active,
    };
    if (rendered) await vscode.commands.executeCommand('vscode.openWith', uri, MARKDOWN_PREVIEW, options);
    else await vscode.window.showTextDocument(uri, options);
  }

  /** Closes what was opened so, but for what the user keeps open. */
  async closeBelow(): Promise<void> {
    await vscode.window.tabGroups.close(
      shownTabs().filter(({ isPreview }) => isPreview),
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

/** The tabs of such documents. */
function shownTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) &&
        input.uri.scheme === SCHEME,
    );
}
