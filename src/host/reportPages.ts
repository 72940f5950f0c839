import * as vscode from 'vscode';

/** How many pages can be looked at side by side. */
const MOST = 10;

/** Reports in Markdown that are no files: shown as they are meant to be read. */
export class ReportPages implements vscode.Disposable {
  readonly #scheme: string;
  readonly #texts = new Map<string, string>();
  readonly #provider: vscode.Disposable;
  #count = 0;

  /** @param scheme of the pages' addresses: one of its own for each instance */
  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => this.#texts.get(uri.query) ?? '',
    });
  }

  /** Each is a document of its own: an older one may still be open beside it. */
  async show(title: string, text: string): Promise<void> {
    const query = String(++this.#count);
    const uri = vscode.Uri.from({ scheme: this.#scheme, path: `/${title}.md`, query });
    this.#texts.set(query, text);
    // A preview reads its document again after the editor has closed that.
    for (const old of [...this.#texts.keys()].slice(0, -MOST)) this.#texts.delete(old);
    await vscode.workspace.openTextDocument(uri);
    await showMarkdown(uri);
  }

  dispose(): void {
    this.#provider.dispose();
  }
}

/** A Markdown document as it is meant to be read, where the editor can show that; else its text. */
export async function showMarkdown(uri: vscode.Uri): Promise<void> {
  try {
    // The command is there when that extension is: the first report of a window may come before it.
    await vscode.extensions.getExtension('vscode.markdown-language-features')?.activate();
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
