import * as vscode from 'vscode';
import { failureOf, type Failure } from '../../core/platform/failure.ts';
import type { Finding } from '../../core/roster/findings/finding.ts';
import { frozenParts } from '../../core/roster/frozenParts.ts';
import { planSteps } from '../../core/roster/plan/planImport.ts';
import { PlanTable } from '../../core/roster/plan/planTable.ts';
import { samePlanSteps } from '../../core/roster/run/isSamePlan.ts';
import type { RosterSnapshot } from '../../core/roster/snapshot/rosterSnapshot.ts';
import { worstFindings } from '../../core/roster/findings/worstFindings.ts';
import { exists } from '../roster/table/fileContext.ts';
import type { OpenTable } from '../roster/table/openTable.ts';
import type { RosterEditor } from '../roster/rosterEditor.ts';
import type { RosterFacility } from '../roster/table/rosterMemory.ts';
import { findingsByRow } from './findingsByRow.ts';
import { inSlices } from './inSlices.ts';
import { nextOf } from './nextOf.ts';
import { untilAborted } from './untilAborted.ts';

/** More are not shown beside their rows; the rows that stand in the way are known all the same. */
const FINDINGS = 20_000;

/** A plan with what it was made from. */
export type Planned = {
  /** Counts the plans of a file. */
  readonly version: number;
  /** The version of the first plan that does the same with the same text: what is said of that one is true of this one. */
  readonly edition: number;
  /** The version of the document that it was made of. */
  readonly textVersion: number;
  readonly table: PlanTable;
  readonly snapshot: RosterSnapshot;
  readonly facility: RosterFacility;
  readonly removes: boolean;
  /** Of each row, without those that only the server's own import would get wrong. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>;
  /** Of the file as a whole. */
  readonly fileFindings: readonly Finding[];
  /** Milliseconds since 1970. */
  readonly plannedAt: number;
};

/** Why there is no plan. */
export type Unplanned =
  | { readonly kind: 'readingFile' | 'readingServer' | 'fileGone' | 'noFacility' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A users file that is being previewed: follows its text, its facility and what is read of it, and plans anew whenever one changes. */
export class PlannedFile implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly #editor: RosterEditor;
  readonly #changed = new vscode.EventEmitter<void>();
  /** There is another plan, or another reason why there is none. */
  readonly onDidChange = this.#changed.event;
  readonly #watching: vscode.Disposable;
  #isGone = false;
  readonly #ending = new AbortController();
  #open: OpenTable | undefined;
  #follows: vscode.Disposable | undefined;
  #planned: Planned | undefined;
  #unplanned: Unplanned = { kind: 'readingFile' };
  #removes = false;
  #begun: ReadonlySet<string> | undefined;
  #readFailure: Failure | undefined;
  #isUpdating = false;
  #version = 0;
  /** Counts what was begun, so that what is overtaken can tell. */
  #run = 0;

  constructor(uri: vscode.Uri, editor: RosterEditor) {
    this.uri = uri;
    this.#editor = editor;
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const look = (changed: vscode.Uri): void => {
      if (changed.toString() === uri.toString()) void this.lookAtDisk();
    };
    this.#watching = vscode.Disposable.from(
      watcher,
      watcher.onDidDelete(look),
      watcher.onDidCreate(look),
      vscode.workspace.onDidSaveTextDocument(({ uri: saved }) => look(saved)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.toString() === uri.toString()) void this.load();
      }),
    );
  }

  /** The newest plan; it may be of the text before the last edit, see {@link isUpdating}. */
  get planned(): Planned | undefined {
    return this.#planned;
  }

  get unplanned(): Unplanned {
    return this.#unplanned;
  }

  /** True while a newer plan is being made, or has to be: the text may be another before anything has looked at it. */
  get isUpdating(): boolean {
    const { document } = this;
    const isBehind =
      this.#planned !== undefined && document !== undefined && this.#planned.textVersion !== document.version;
    return this.#isUpdating || isBehind;
  }

  /** Why the users and classes could not be read anew, if the plan is therefore of what was read before. */
  get readFailure(): Failure | undefined {
    return this.#readFailure;
  }

  /** The plan of the text as it is, as soon as there is one; undefined if there is none to come, or nobody waits any more. */
  async upToDate(signal: AbortSignal): Promise<Planned | undefined> {
    while (!signal.aborted && !this.#ending.signal.aborted && (this.isUpdating || this.#isToCome))
      await untilAborted(nextOf(this.#changed.event), AbortSignal.any([signal, this.#ending.signal]));
    return signal.aborted ? undefined : this.#planned;
  }

  get #isToCome(): boolean {
    const { kind } = this.#unplanned;
    return this.#planned === undefined && (kind === 'readingFile' || kind === 'readingServer');
  }

  /** True while the file is not on the disk, though it is still open. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** The line of a row of the plan, from 1. */
  lineOf(row: number): number | undefined {
    const start = this.#planned?.table.startOf(row);
    return start === undefined ? undefined : (this.document?.positionAt(start).line ?? 0) + 1;
  }

  get removes(): boolean {
    return this.#removes;
  }

  get facility(): RosterFacility | undefined {
    return this.#editor.memory.of(this.uri).facility;
  }

  get document(): vscode.TextDocument | undefined {
    return this.#open?.document;
  }

  /** Opens the file, in no editor, and follows it. */
  async load(): Promise<void> {
    const run = ++this.#run;
    try {
      const document = await vscode.workspace.openTextDocument(this.uri);
      if (run !== this.#run) return;
      this.#editor.open(document);
      // Whoever asks for a preview says that it is one.
      if (this.#editor.tableOf(document)?.table?.kind !== 'users') await this.#editor.setKind(document, true);
      const open = this.#editor.tableOf(document);
      if (run !== this.#run || open === undefined) return;
      this.#open = open;
      this.#follows?.dispose();
      this.#follows = open.onDidChange(() => this.#follow());
      this.#follow();
    } catch {
      if (run === this.#run) this.#give({ kind: 'fileGone' });
    }
  }

  setRemoves(removes: boolean): void {
    if (this.#removes === removes) return;
    this.#removes = removes;
    this.#follow();
  }

  /** An interrupted import has made users of these names, or there is none. */
  setBegun(names: ReadonlySet<string> | undefined): void {
    if (this.#begun === names) return;
    this.#begun = names;
    this.#follow();
  }

  /** Reads the users and classes of the facility anew; gives why that failed. A plan that there is stays then, and so does what it says. */
  async readAgain(): Promise<Failure | undefined> {
    const { facility } = this;
    if (facility === undefined) {
      this.#give({ kind: 'noFacility' });
      return undefined;
    }
    if (this.#planned === undefined) this.#give({ kind: 'readingServer' });
    try {
      await this.#editor.snapshots.take(facility, this.#ending.signal);
      this.#readFailure = undefined;
      this.#follow();
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'cancelled') return failure;
      if (this.#planned === undefined) this.#give({ kind: 'failed', failure });
      else {
        this.#readFailure = failure;
        this.#changed.fire();
      }
      return failure;
    }
  }

  dispose(): void {
    this.#run++;
    this.#ending.abort();
    this.#follows?.dispose();
    this.#watching.dispose();
    this.#changed.dispose();
  }

  /** The file may have been deleted while it is open, or be there again. */
  async lookAtDisk(): Promise<void> {
    const isGone = this.uri.scheme === 'file' && !(await exists(this.uri));
    if (isGone === this.#isGone || this.#ending.signal.aborted) return;
    this.#isGone = isGone;
    this.#changed.fire();
  }

  #give(unplanned: Unplanned): void {
    this.#run++;
    this.#planned = undefined;
    this.#isUpdating = false;
    this.#unplanned = unplanned;
    this.#changed.fire();
  }

  /** Something of the file is another, or has been looked at: plans if it can. */
  #follow(): void {
    const { facility } = this;
    const open = this.#open;
    if (open === undefined) return;
    if (facility === undefined) {
      this.#give({ kind: 'noFacility' });
      return;
    }
    if (this.#planned !== undefined && this.#planned.facility.id !== facility.id) this.#planned = undefined;
    if (this.#editor.snapshots.of(facility) === undefined) {
      if (this.#unplanned.kind === 'failed' || this.#unplanned.kind === 'readingServer') return;
      void this.readAgain();
      return;
    }
    open.lookAtServer();
    void this.#plan(open, facility);
  }

  async #plan({ live, context }: OpenTable, facility: RosterFacility): Promise<void> {
    const run = ++this.#run;
    const roster = live?.roster;
    const { snapshot } = context;
    this.#isUpdating = true;
    // It is checked, and says so when that is done.
    if (live?.report === undefined || roster?.parts.live === undefined || snapshot === undefined) {
      if (this.#planned === undefined) this.#unplanned = { kind: 'readingFile' };
      this.#changed.fire();
      return;
    }
    const parts = frozenParts(roster.parts);
    if (parts.live === undefined) return;
    const { version: textVersion } = live.document;
    const { findings } = worstFindings(roster, FINDINGS);
    const removes = this.#removes;
    const isWanted = (): boolean => run === this.#run;
    const begun = this.#begun;
    const plan = await inSlices(planSteps(parts, parts.live, { removes, ...(begun && { begun }) }), isWanted);
    if (plan === undefined) return;
    const before = this.#planned;
    const mayBeSame = before?.textVersion === textVersion && before.removes === removes;
    const isSame = mayBeSame && (await inSlices(samePlanSteps(before.table.plan, plan), isWanted));
    if (!isWanted()) return;
    this.#isUpdating = false;
    this.#unplanned = { kind: 'readingFile' };
    const version = ++this.#version;
    this.#planned = {
      version,
      edition: isSame === true ? before.edition : version,
      textVersion,
      table: new PlanTable(parts, plan),
      snapshot,
      facility,
      removes,
      findings: findingsByRow(findings),
      fileFindings: findings.filter(({ row }) => row === undefined),
      plannedAt: Date.now(),
    };
    this.#changed.fire();
  }
}
