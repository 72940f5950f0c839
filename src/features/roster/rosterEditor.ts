import * as vscode from 'vscode';
import { readSettings } from '../../host/settings.ts';
import { CONTEXT_KEYS, COMMANDS, SETTINGS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { FindingsPage } from './shown/findingsPage.ts';
import { GitIgnored } from './table/gitIgnored.ts';
import { isTable, isTableName, mayBeUsersFile } from './table/isTable.ts';
import { OpenTable } from './table/openTable.ts';
import { rosterDiagnostics } from './shown/rosterDiagnostics.ts';
import { RosterMemory } from './table/rosterMemory.ts';
import { rosterStatus, tooLargeStatus } from './shown/rosterStatus.ts';
import { Snapshots } from './table/snapshots.ts';
import { tableKind } from './table/tableKind.ts';

/** VS Code keeps longer documents from extensions. */
const SYNCED_BYTES = 50 * 1024 * 1024;

/** So long a view rests before what is in it is underlined. */
const SCROLL_PAUSE_MS = 100;
const MINUTE_MS = 60_000;

/** The open tables, and what the editor shows of them: problems, the status item, the context of the menus. */
export class RosterEditor implements vscode.Disposable {
  readonly memory: RosterMemory;
  readonly snapshots: Snapshots;
  readonly ignored = new GitIgnored();
  readonly #services: Services;
  readonly #open = new Map<string, OpenTable>();
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('lectern');
  readonly #status = vscode.window.createStatusBarItem('lectern.roster', vscode.StatusBarAlignment.Right, 90);
  readonly #page: FindingsPage;
  readonly #disposables: vscode.Disposable;
  #scrolling: NodeJS.Timeout | undefined;
  /** The status item says how old the snapshot is. */
  readonly #aging: NodeJS.Timeout;

  constructor(services: Services) {
    this.#services = services;
    this.memory = new RosterMemory(services.memory);
    this.snapshots = new Snapshots(services.clients);
    this.#page = new FindingsPage(services.extensionUri);
    this.#page.load().then(
      () => this.#showAll(),
      (error: unknown) => services.log.warn(`the page of findings cannot be read: ${String(error)}`),
    );
    this.#status.name = vscode.l10n.t('Users CSV');
    this.#status.command = COMMANDS.rosterActions;
    this.#aging = setInterval(() => this.#showStatus(), MINUTE_MS);
    const { workspace, window } = vscode;
    this.#disposables = vscode.Disposable.from(
      this.#diagnostics,
      this.#status,
      this.snapshots,
      this.ignored,
      this.ignored.onDidChange(() => this.#lookAtFiles()),
      this.snapshots.onDidChange(() => {
        for (const open of this.#open.values()) open.lookAtServer();
        this.#showStatus();
      }),
      workspace.onDidChangeTextDocument((event) => this.#of(event.document)?.change(event)),
      workspace.onDidSaveTextDocument((document) => {
        if (document.uri.path.endsWith('/.gitignore')) this.#lookAtFiles();
        else void this.#of(document)?.lookAtFile();
      }),
      workspace.onDidCloseTextDocument((document) => this.#close(document)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`lectern.${SETTINGS.rosterValidation}`)) this.#showAll();
      }),
      window.onDidChangeActiveTextEditor(() => this.#showStatus()),
      window.onDidChangeTextEditorVisibleRanges(() => this.#followScrolling()),
      window.onDidChangeVisibleTextEditors(() => this.#followScrolling()),
    );
  }

  /** Takes an opened document into care: one that may be a table, plain text with the header of a users file, or what was said by hand. */
  open(document: vscode.TextDocument): void {
    if (this.#of(document) !== undefined || document.isClosed) return;
    const isByHand = this.memory.of(document.uri).isRoster === true;
    const isText = mayBeUsersFile(document) && tableKind(document) !== undefined;
    if (!isByHand && !isText && !isTable(document)) return;
    const open = new OpenTable(document, this);
    this.#open.set(document.uri.toString(), open);
    open.onDidChange(() => this.#show(open));
    open.lookAtServer();
    this.#show(open);
    void this.#readServer(open);
  }

  /** The table in the active editor, known or not. */
  get active(): OpenTable | undefined {
    const editor = vscode.window.activeTextEditor;
    return editor && this.#of(editor.document);
  }

  /** What is known of a document in care. */
  tableOf(document: vscode.TextDocument): OpenTable | undefined {
    return this.#of(document);
  }

  /** Says what a document is; it need not look like it. */
  async setKind(document: vscode.TextDocument, isRoster: boolean): Promise<void> {
    await this.memory.set(document.uri, { isRoster });
    this.open(document);
    this.#of(document)?.recognise();
  }

  /** Shows the findings of what is in sight, where they are not. */
  showInSight(): void {
    for (const open of this.#open.values()) if (open.shown?.isBehind === true) this.#show(open);
  }

  /** A tab whose file is too large has no document. */
  showTab(): void {
    this.#showStatus();
  }

  dispose(): void {
    for (const open of this.#open.values()) open.dispose();
    this.#open.clear();
    clearTimeout(this.#scrolling);
    clearInterval(this.#aging);
    this.#disposables.dispose();
  }

  #of(document: vscode.TextDocument): OpenTable | undefined {
    return this.#open.get(document.uri.toString());
  }

  #close(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.#open.get(key)?.dispose();
    this.#open.delete(key);
    this.#diagnostics.delete(document.uri);
    this.#showStatus();
  }

  #lookAtFiles(): void {
    for (const open of this.#open.values()) void open.lookAtFile();
  }

  #showAll(): void {
    for (const open of this.#open.values()) this.#show(open);
  }

  /** Of very many findings those in sight are shown: once it stays in sight. */
  #followScrolling(): void {
    clearTimeout(this.#scrolling);
    this.#scrolling = setTimeout(() => this.showInSight(), SCROLL_PAUSE_MS);
  }

  #show(open: OpenTable): void {
    const { document, live, shown } = open;
    const report = live?.report;
    if (live === undefined || shown === undefined || !readSettings().rosterValidation)
      this.#diagnostics.delete(document.uri);
    else if (report !== undefined) {
      const all = { ...report, findings: shown.list(), kinds: live.kinds };
      const { snapshot } = open.context;
      const diagnostics = rosterDiagnostics(document, all, snapshot, (code) => this.#page.uri(code));
      this.#diagnostics.set(document.uri, diagnostics);
    }
    if (open === this.active) this.#showStatus();
  }

  /** Reads the users of the facility that was chosen for a file the last time. */
  async #readServer({ document }: OpenTable): Promise<void> {
    const { facility } = this.memory.of(document.uri);
    if (facility === undefined || this.snapshots.of(facility) !== undefined) return;
    try {
      await this.snapshots.take(facility, new AbortController().signal);
    } catch (error) {
      // The status item says that they are not read, and offers to try again.
      this.#services.log.info(`a roster is checked without its server: ${String(error)}`);
    }
  }

  #showStatus(): void {
    const { active } = this;
    const isRoster = active?.table?.kind === 'users';
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.usersCsv, isRoster);
    if (active === undefined) {
      void this.#showTooLarge();
      return;
    }
    const { facility } = this.memory.of(active.document.uri);
    const { snapshot } = active.context;
    const failed = facility && this.snapshots.failureOf(facility);
    const status = rosterStatus(active, {
      isOn: readSettings().rosterValidation,
      isReading: facility !== undefined && this.snapshots.isUnderWay(facility),
      ...(facility && { facility: facility.name }),
      ...(snapshot && { snapshot }),
      ...(failed && { failed }),
    });
    if (status === undefined) this.#status.hide();
    else this.#put(status);
  }

  async #showTooLarge(): Promise<void> {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const uri = input instanceof vscode.TabInputText && isTableName(input.uri) ? input.uri : undefined;
    const size = uri && (await sizeOf(uri));
    if (this.active !== undefined) return;
    if (size === undefined || size <= SYNCED_BYTES) this.#status.hide();
    else this.#put(tooLargeStatus());
  }

  #put({ text, tooltip }: { readonly text: string; readonly tooltip: vscode.MarkdownString }): void {
    this.#status.text = text;
    this.#status.tooltip = tooltip;
    this.#status.show();
  }
}

async function sizeOf(uri: vscode.Uri): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    return undefined;
  }
}
