import * as vscode from 'vscode';
import { bringBack } from '../../core/roster/plan/bringBack.ts';
import { giveIds } from '../../core/roster/plan/giveIds.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Action } from '../../../webview-ui/import-preview/protocol.ts';
import { chooseFacilityOf } from '../roster/rosterCommands.ts';
import type { RosterEditor } from '../roster/rosterEditor.ts';
import type { Services } from '../services.ts';
import { editPlannedFile } from './editPlannedFile.ts';
import type { PlannedFile } from './plannedFile.ts';
import type { PreviewImport } from './previewImport.ts';

type Previewed = {
  readonly services: Services;
  readonly editor: RosterEditor;
  readonly file: PlannedFile;
  readonly run: PreviewImport;
  /** The group of the preview. */
  readonly column: () => vscode.ViewColumn | undefined;
  /** Another facility was chosen. */
  readonly lookAgain: () => void;
};

/** What the buttons of a preview do, and where its rows lead. */
export class PreviewActions {
  readonly #services: Services;
  readonly #editor: RosterEditor;
  readonly #file: PlannedFile;
  readonly #import: PreviewImport;
  readonly #column: Previewed['column'];
  readonly #lookAgain: Previewed['lookAgain'];

  constructor({ services, editor, file, run, column, lookAgain }: Previewed) {
    this.#services = services;
    this.#editor = editor;
    this.#file = file;
    this.#import = run;
    this.#column = column;
    this.#lookAgain = lookAgain;
  }

  /** Shows a row in the editor. */
  async openRow(row: number): Promise<void> {
    const { document, planned } = this.#file;
    const start = planned?.table.startOf(row);
    if (document === undefined || start === undefined) return;
    const at = document.positionAt(start);
    await this.#openFile(document, new vscode.Range(at, at));
  }

  /** In the group where the file is open, else in that of the preview. */
  async #openFile(document: vscode.TextDocument, selection?: vscode.Range): Promise<void> {
    const group = vscode.window.tabGroups.all.find(({ tabs }) =>
      tabs.some(
        ({ input }) =>
          input instanceof vscode.TabInputText && input.uri.toString() === this.#file.uri.toString(),
      ),
    );
    await vscode.window.showTextDocument(document, {
      viewColumn: group?.viewColumn ?? this.#column() ?? vscode.ViewColumn.Active,
      ...(selection && { selection }),
    });
  }

  async do(action: Action): Promise<void> {
    switch (action) {
      case 'check':
        await this.#import.check();
        return;
      case 'import':
        await this.#import.import();
        return;
      case 'cancelRun':
        this.#import.cancel();
        return;
      case 'readAgain':
        if (this.#file.document === undefined) await this.#file.load();
        else await this.#import.readAgain();
        return;
      case 'chooseFacility':
        if (await chooseFacilityOf(this.#services, this.#editor, this.#file.uri)) this.#lookAgain();
        return;
      case 'signIn':
        await this.#signIn();
        return;
      case 'openFile':
        if (this.#file.document !== undefined) await this.#openFile(this.#file.document);
        return;
      case 'openReport':
        await this.#import.openReport();
        return;
      case 'undo':
        await this.#import.undo();
        return;
      case 'resume':
        await this.#import.resume();
        return;
      case 'bringBack':
        await editPlannedFile(this.#file, bringBack, this.#services.log);
        return;
      case 'giveIds':
        await editPlannedFile(this.#file, giveIds, this.#services.log);
        return;
      case 'maskPasswords':
        await this.#import.maskPasswords();
        return;
      case 'showLog':
        await vscode.commands.executeCommand(COMMANDS.showLog);
        return;
    }
  }

  async #signIn(): Promise<void> {
    const { facility } = this.#file;
    const connection = this.#services.connections.all.find(({ id }) => id === facility?.connectionId);
    if (connection === undefined) return;
    const node = { type: 'connection', id: connection.id, connection } as const;
    await vscode.commands.executeCommand(COMMANDS.signIn, node);
    await this.#file.readAgain();
  }
}
