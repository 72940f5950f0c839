import * as vscode from 'vscode';
import { parseKept } from '../../../webview-ui/import-preview/protocol.ts';
import { WEBVIEWS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import { chooseFacilityOf } from '../roster/rosterCommands.ts';
import type { RosterEditor } from '../roster/rosterEditor.ts';
import type { Services } from '../services.ts';
import { ImportPreview } from './importPreview.ts';
import { previewTarget } from './previewTarget.ts';

/** The previews that are open: one for each file. */
export class ImportPreviews implements vscode.Disposable {
  readonly #services: Services;
  readonly #editor: RosterEditor;
  readonly #open = new Map<string, ImportPreview>();

  constructor(services: Services, editor: RosterEditor) {
    this.#services = services;
    this.#editor = editor;
  }

  /** Opens the preview of a file, or shows it if it is open, at the row that the editor is in. */
  async preview(from: vscode.Uri | CourseNode | string | undefined): Promise<void> {
    const uri = await previewTarget(from, this.#editor);
    if (uri === undefined) return;
    const document = await vscode.workspace.openTextDocument(uri);
    this.#editor.open(document);
    const hasFacility = this.#editor.memory.of(uri).facility !== undefined;
    if (!hasFacility) await chooseFacilityOf(this.#services, this.#editor, uri);
    const text = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const known = this.#open.get(uri.toString());
    if (known !== undefined) {
      known.reveal();
      known.lookAgain();
      if (text !== undefined) known.showRowAt(document.offsetAt(text.selection.active));
      return;
    }
    // The tab with the link goes: an extension that has been restarted cannot fill it again.
    if (typeof from === 'string') await closeActivePreview();
    const panel = vscode.window.createWebviewPanel(
      WEBVIEWS.importPreview,
      vscode.l10n.t('Import Preview'),
      vscode.ViewColumn.Active,
    );
    this.#fill(panel, uri);
  }

  /** Fills a tab that was open when the window was closed; closes it if it was kept by another version. */
  restoreKept(panel: vscode.WebviewPanel, state: unknown): void {
    const kept = parseKept(state);
    if (kept === undefined) panel.dispose();
    else this.#fill(panel, vscode.Uri.parse(kept.resource, true));
  }

  #fill(panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    const preview = new ImportPreview(panel, uri, this.#services, this.#editor);
    this.#open.set(uri.toString(), preview);
    panel.onDidDispose(() => {
      preview.dispose();
      this.#open.delete(uri.toString());
    });
  }

  dispose(): void {
    for (const preview of this.#open.values()) preview.dispose();
    this.#open.clear();
  }
}

/** The editor puts words of its own before the name of the view. */
async function closeActivePreview(): Promise<void> {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  if (tab?.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith(WEBVIEWS.importPreview))
    await vscode.window.tabGroups.close(tab);
}
