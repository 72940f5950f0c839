import * as vscode from 'vscode';
import { isInUtf8 } from '../../../core/roster/encoding/isInUtf8.ts';
import type { RosterContext } from '../../../core/roster/rosterContext.ts';
import { encodedBytes, isInRepository } from './fileContext.ts';
import type { GitIgnored } from './gitIgnored.ts';
import { touchesHead } from './headOf.ts';
import { isTable, mayBeUsersFile } from './isTable.ts';
import { LiveRoster } from './liveRoster.ts';
import { FIX_ALL, rosterActions } from '../mend/rosterActions.ts';
import { rosterCompletion } from '../shown/rosterCompletion.ts';
import { rosterFormat } from '../shown/rosterFormat.ts';
import { rosterHover, tableHover } from '../shown/rosterHover.ts';
import { rosterLens } from '../shown/rosterLens.ts';
import type { RosterMemory } from './rosterMemory.ts';
import { rosterSymbols } from '../shown/rosterSymbols.ts';
import { ShownFindings } from '../shown/shownFindings.ts';
import type { Snapshots } from './snapshots.ts';
import { tableKind, type TableKind } from './tableKind.ts';

/** Who knows what the text of a table does not tell. */
export type AskedOf = {
  readonly memory: RosterMemory;
  readonly snapshots: Snapshots;
  readonly ignored: GitIgnored;
};

/**
 * An open document that may be a table. What it offers is registered for it alone, when it is known what it is: other extensions for
 * CSV files stay what they are for every other file.
 */
export class OpenTable implements vscode.Disposable {
  readonly document: vscode.TextDocument;
  readonly #memory: RosterMemory;
  readonly #snapshots: Snapshots;
  readonly #ignored: GitIgnored;
  readonly #changed = new vscode.EventEmitter<void>();
  /** What it is, or what is found in it, is something else. */
  readonly onDidChange = this.#changed.event;
  #table: TableKind | undefined;
  #live: LiveRoster | undefined;
  #shown: ShownFindings | undefined;
  #context: RosterContext = {};
  #offered: vscode.Disposable | undefined;
  #asked = 0;
  /** The bytes of the file while the server cannot read them: an editor that read them in the wrong encoding saves others. */
  #original: Uint8Array | undefined;

  constructor(document: vscode.TextDocument, { memory, snapshots, ignored }: AskedOf) {
    this.document = document;
    this.#memory = memory;
    this.#snapshots = snapshots;
    this.#ignored = ignored;
    this.recognise();
  }

  get table(): TableKind | undefined {
    return this.#table;
  }

  /** Only users files have one. */
  get live(): LiveRoster | undefined {
    return this.#live;
  }

  /** What of the findings the editor shows. Only users files have any. */
  get shown(): ShownFindings | undefined {
    return this.#shown;
  }

  get context(): RosterContext {
    return this.#context;
  }

  /**
   * Looks at what the document is: what was said by hand, else its header. A users file with a broken header stays one, plain text as
   * long as something is left of it.
   */
  recognise(): void {
    const { isRoster, facility } = this.#memory.of(this.document.uri);
    const found = tableKind(this.document, facility !== undefined);
    const before = this.#table;
    const wasRoster =
      before?.kind === 'users' &&
      before.isEmpty !== true &&
      isRoster === undefined &&
      (isTable(this.document) || mayBeUsersFile(this.document));
    const isEmpty = found?.kind === 'users' && found.isEmpty === true;
    if (isRoster === true || (wasRoster && (found === undefined || isEmpty))) this.#become({ kind: 'users' });
    else this.#become(isRoster === false && found?.kind === 'users' ? undefined : found);
  }

  change(event: vscode.TextDocumentChangeEvent): void {
    this.#live?.change(event);
    if (touchesHead(event)) this.recognise();
    // Read anew from the disk, perhaps in another encoding.
    if (!this.document.isDirty) void this.lookAtFile();
  }

  /** Looks at what the text does not tell: the bytes of the file and the folder that it is in. */
  async lookAtFile(): Promise<void> {
    if (this.#live === undefined) return;
    const asked = ++this.#asked;
    const { uri } = this.document;
    const [file, inFolder] = await Promise.all([encodedBytes(uri), isInRepository(uri)]);
    if (asked !== this.#asked) return;
    const encoding = file?.encoding;
    if (file !== undefined) this.#keep(file.bytes, isInUtf8({ encoding: file.encoding }));
    const before = this.#context;
    const isSame =
      encoding?.name === before.encoding?.name && encoding?.isMarkedTwice === before.encoding?.isMarkedTwice;
    if (!isSame) this.#setContext({ encoding });
    if (inFolder) void this.#askGit(asked);
    else this.#setInRepository(false);
  }

  /** Nobody waits for git, nor is warned before it has said that it does not leave the file out. */
  async #askGit(asked: number): Promise<void> {
    const isLeftOut = await this.#ignored.has(this.document.uri);
    if (asked === this.#asked) this.#setInRepository(!isLeftOut);
  }

  #setInRepository(inRepository: boolean): void {
    if (inRepository !== (this.#context.inRepository ?? false)) this.#setContext({ inRepository });
  }

  /** Takes the newest snapshot of the chosen facility into account. */
  lookAtServer(): void {
    const { facility } = this.#memory.of(this.document.uri);
    const snapshot = facility && this.#snapshots.of(facility);
    if (snapshot !== this.#context.snapshot) this.#setContext({ snapshot });
  }

  /** Keeps the bytes that are not UTF-8, and offers them once a save has put replacement characters in the place of their letters. */
  #keep(bytes: Uint8Array, isUtf8: boolean): void {
    const original = this.#original;
    this.#original = isUtf8 ? undefined : bytes;
    if (!isUtf8 || original === undefined) return;
    void import('../mend/offerOriginal.ts').then(({ offerOriginal }) =>
      offerOriginal(this.document.uri, original, bytes),
    );
  }

  dispose(): void {
    this.#asked++;
    this.#offered?.dispose();
    this.#changed.dispose();
  }

  #setContext(change: { readonly [Name in keyof RosterContext]: RosterContext[Name] | undefined }): void {
    const { encoding, inRepository, snapshot } = { ...this.#context, ...change };
    this.#context = {
      ...(encoding && { encoding }),
      ...(inRepository !== undefined && { inRepository }),
      ...(snapshot && { snapshot }),
    };
    this.#live?.setContext(this.#context);
    this.#changed.fire();
  }

  #become(table: TableKind | undefined): void {
    const before = this.#table;
    this.#table = table;
    if (before?.kind === table?.kind && (table === undefined || table.kind === 'users')) return;
    this.#offered?.dispose();
    this.#live = this.#shown = undefined;
    this.#offered = table?.kind === 'users' ? this.#offerRoster() : table && this.#offerTable(table);
    this.#changed.fire();
  }

  get #selector(): vscode.DocumentFilter {
    const { scheme, fsPath } = this.document.uri;
    return { scheme, pattern: fsPath };
  }

  #offerTable(table: Exclude<TableKind, { kind: 'users' }>): vscode.Disposable {
    return vscode.languages.registerHoverProvider(this.#selector, tableHover(table, this.document.uri));
  }

  #offerRoster(): vscode.Disposable {
    const live = new LiveRoster(this.document, this.#context);
    this.#live = live;
    this.#shown = new ShownFindings(live);
    void this.lookAtFile().then(() => live.begin());
    const selector = this.#selector;
    const { languages } = vscode;
    // What is looked at inside an archive can be read, not mended.
    const isReadonly = vscode.workspace.fs.isWritableFileSystem(this.document.uri.scheme) === false;
    const symbols = { label: vscode.l10n.t('Users CSV') };
    return vscode.Disposable.from(
      live,
      live.onDidCheck(() => this.#changed.fire()),
      languages.registerHoverProvider(selector, rosterHover(live)),
      languages.registerCodeLensProvider(selector, rosterLens(live)),
      languages.registerDocumentSymbolProvider(selector, rosterSymbols(live), symbols),
      ...(isReadonly ? [] : this.#offerEdits(live)),
    );
  }

  #offerEdits(live: LiveRoster): vscode.Disposable[] {
    const selector = this.#selector;
    const { languages } = vscode;
    return [
      languages.registerCompletionItemProvider(selector, rosterCompletion(live), ',', '"'),
      languages.registerCodeActionsProvider(selector, rosterActions(live), {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL],
      }),
      languages.registerDocumentFormattingEditProvider(selector, rosterFormat(live)),
    ];
  }
}
