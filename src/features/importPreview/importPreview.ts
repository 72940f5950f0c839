import * as vscode from 'vscode';
import { sinceText } from '../../host/sinceText.ts';
import { COMMANDS } from '../../manifest.ts';
import {
  type Answer,
  type HostMessage,
  parseViewMessage,
  type ViewMessage,
} from '../../../webview-ui/import-preview/protocol.ts';
import type { RosterEditor } from '../roster/rosterEditor.ts';
import type { Services } from '../services.ts';
import { baseName } from './baseName.ts';
import { PlannedFile } from './plannedFile.ts';
import { PreviewActions } from './previewActions.ts';
import { PreviewAnswers } from './previewAnswers.ts';
import { previewHtml, webviewFolder } from './previewHtml.ts';
import { planInWords, previewState } from './previewState.ts';
import { previewStrings } from './previewStrings.ts';
import { PreviewImport } from './previewImport.ts';
import type { RunState } from './runState.ts';

/** How old the snapshot is, is said anew so often. */
const STATUS_MS = 30_000;
/** How far a run is, is shown so often. */
const PROGRESS_MS = 150;

/** The preview of one users file: a tab of the editor, and what it is asked and answers. */
export class ImportPreview implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: Services;
  readonly #file: PlannedFile;
  readonly #answers: PreviewAnswers;
  readonly #import: PreviewImport;
  readonly #actions: PreviewActions;
  readonly #disposables: { dispose(): void }[] = [];
  readonly #timer: NodeJS.Timeout;
  #isReady = false;
  #isClosed = false;
  #announced = 0;
  /** Shows the run with its next pause. */
  #soon: NodeJS.Timeout | undefined;
  #shownRun: RunState['kind'] = 'none';
  #marked = 0;

  constructor(panel: vscode.WebviewPanel, uri: vscode.Uri, services: Services, editor: RosterEditor) {
    this.#panel = panel;
    this.#services = services;
    this.#file = new PlannedFile(uri, editor);
    this.#answers = new PreviewAnswers(
      (offset) => this.#lineOf(offset),
      () => this.#import.rowsDone,
    );
    this.#import = new PreviewImport(services, this.#file, () => this.#showRun());
    this.#actions = new PreviewActions({
      services,
      editor,
      file: this.#file,
      run: this.#import,
      column: () => panel.viewColumn,
      lookAgain: () => this.lookAgain(),
    });
    this.#timer = setInterval(() => {
      this.#showStatus();
      void this.#file.lookAtDisk();
      void this.#import.lookAtRuns();
    }, STATUS_MS);
    const title = vscode.l10n.t('Import {0}', baseName(uri));
    panel.title = title;
    const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(services.extensionUri, 'media', name);
    panel.iconPath = { light: icon('lectern.svg'), dark: icon('lectern-dark.svg') };
    panel.webview.options = {
      enableScripts: true,
      enableCommandUris: [COMMANDS.previewImport],
      localResourceRoots: [webviewFolder(services.extensionUri)],
    };
    this.#disposables.push(
      this.#file,
      this.#file.onDidChange(() => this.#show()),
      panel.webview.onDidReceiveMessage((message: unknown) => this.#take(message)),
      // Another window may have taken up a run meanwhile, or left one behind.
      panel.onDidChangeViewState(() => void this.#import.lookAtRuns()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (!focused) return;
        void this.#import.lookAtRuns();
        // Not every file system tells of what is deleted.
        void this.#file.lookAtDisk();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        const at = selections[0]?.active;
        if (textEditor.document.uri.toString() === uri.toString() && at !== undefined)
          this.showRowAt(textEditor.document.offsetAt(at));
      }),
    );
    panel.webview.html = previewHtml(panel.webview, services.extensionUri, {
      title,
      resource: uri.toString(),
    });
    this.lookAgain();
  }

  get uri(): vscode.Uri {
    return this.#file.uri;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Another facility may have been chosen for the file. */
  lookAgain(): void {
    void this.#file.load();
    void this.#import.lookAtRuns();
  }

  /** Makes the row of an offset of the text the active one. */
  showRowAt(offset: number): void {
    const row = this.#file.planned?.table.rowOf(offset);
    if (row !== undefined && this.#isReady) this.#send({ type: 'show', row });
  }

  dispose(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.#import.dispose();
    for (const one of this.#disposables) one.dispose();
  }

  #send(message: HostMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  #lineOf(offset: number): number {
    return (this.#file.document?.positionAt(offset).line ?? 0) + 1;
  }

  /** A run may do hundreds of steps a second: how far it is, is shown a few times of it. */
  #showRun(): void {
    if (this.#import.state.kind !== 'running' || this.#shownRun !== 'running') this.#show();
    else this.#soon ??= setTimeout(() => this.#show(), PROGRESS_MS);
  }

  #showMarks(): void {
    const edition = this.#import.rowsDone?.edition ?? 0;
    if (edition === this.#marked) return;
    this.#marked = edition;
    this.#send({ type: 'marks' });
  }

  #show(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#shownRun = this.#import.state.kind;
    if (this.#isClosed) return;
    const { planned } = this.#file;
    this.#answers.take(planned);
    if (!this.#isReady) return;
    const isNews = planned !== undefined && planned.version !== this.#announced;
    if (isNews) this.#announced = planned.version;
    const { interrupted, refusal } = this.#import;
    const state = previewState(this.#file, this.#import.state, {
      ...(interrupted && { interrupted }),
      ...(refusal !== undefined && { refusal }),
      fileAfterRun: this.#import.fileAfterRun,
      now: Date.now(),
      announcement: isNews ? planInWords(planned.table.plan) : '',
    });
    this.#showStatus();
    this.#send({ type: 'state', state });
    this.#showMarks();
  }

  #showStatus(): void {
    if (!this.#isReady) return;
    const { facility, planned } = this.#file;
    const name = baseName(this.uri);
    const since = planned && sinceText(new Date(planned.snapshot.takenAt).toISOString());
    this.#send({
      type: 'status',
      heading: facility === undefined ? name : `${facility.name} · ${name}`,
      status: since === undefined ? '' : vscode.l10n.t('Compared with the users and classes read {0}', since),
    });
  }

  #take(value: unknown): void {
    const message = parseViewMessage(value);
    if (message === undefined) {
      this.#services.log.warn('the import preview sent something that is no message');
      return;
    }
    this.#answer(message).catch((error: unknown) => {
      this.#services.log.error(
        `the import preview failed: ${error instanceof Error ? (error.stack ?? '') : ''}`,
      );
      if ('id' in message)
        this.#send({
          type: 'answer',
          id: message.id,
          answer: { kind: 'failed', sentence: vscode.l10n.t('The rows cannot be shown. The log says why.') },
        });
    });
  }

  async #answer(message: ViewMessage): Promise<void> {
    const reply = (id: number, answer: Answer): void => this.#send({ type: 'answer', id, answer });
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#send({
          type: 'start',
          strings: previewStrings(),
          locale: vscode.env.language,
          resource: this.uri.toString(),
        });
        this.#show();
        return;
      case 'ping':
        this.#send({ type: 'pong' });
        return;
      case 'find':
        reply(message.id, await this.#answers.find(message.id, message.query, message.near));
        return;
      case 'window':
        reply(message.id, this.#answers.window(message.find, message.first, message.count));
        return;
      case 'cancel':
        this.#answers.cancel(message.id);
        return;
      case 'open':
        await this.#actions.openRow(message.row);
        return;
      case 'removes':
        this.#file.setRemoves(message.on);
        return;
      case 'do':
        await this.#actions.do(message.action);
        return;
    }
  }
}
