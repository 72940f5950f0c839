import * as vscode from 'vscode';
import { failureOf } from '../../core/platform/failure.ts';
import { afterImport } from '../../core/roster/plan/afterImport.ts';
import { Roster } from '../../core/roster/roster.ts';
import type { CheckState, ImportOrder, ImportState } from '../../core/roster/run/importRun.ts';
import type { RowsDone } from '../../core/roster/run/outcome/rowsDone.ts';
import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';
import { facilityLease } from '../../core/roster/run/facilityLease.ts';
import { isHeld } from '../../core/storage/lease.ts';
import { showMarkdown } from '../../host/reportPages.ts';
import { COMMANDS } from '../../manifest.ts';
import { facilityImport, importLedger, type FacilityImport } from '../import/facilityImport.ts';
import type { resumption } from '../import/resumeImport.ts';
import type { Services } from '../services.ts';
import { editPlannedFile, type EditsOf } from './editPlannedFile.ts';
import { ImportedText, type FileAfterRun } from './importedText.ts';
import type { PlannedFile } from './plannedFile.ts';
import { PreviewRun } from './previewRun.ts';
import { runBar } from './runBar.ts';
import type { RunOf, RunState } from './runState.ts';
import { textOfRun } from './textOfRun.ts';
import { untilAborted } from './untilAborted.ts';

/** A plan that can be carried out, and by what. */
type Ordered = { readonly port: FacilityImport; readonly order: ImportOrder; readonly of: RunOf };

/** What can be done with the plan of a preview: check it, carry it out, read the report, mend the file afterwards. */
export class PreviewImport implements vscode.Disposable {
  readonly #services: Services;
  readonly #file: PlannedFile;
  readonly #run: PreviewRun;
  readonly #onChange: () => void;
  readonly #listening: vscode.Disposable;
  #interrupted: RunRecord | undefined;
  /** Why the interrupted run could not be resumed. */
  #refusal: string | undefined;
  readonly #closing = new AbortController();
  readonly #text = new ImportedText();
  #isAsking = false;

  constructor(services: Services, file: PlannedFile, onChange: () => void) {
    this.#services = services;
    this.#file = file;
    this.#run = new PreviewRun(onChange);
    this.#onChange = onChange;
    this.#listening = services.imports.event(({ connectionId, id }) => {
      const { facility } = file;
      if (facility?.connectionId === connectionId && facility.id === id) void this.#onEnd();
    });
  }

  get state(): RunState {
    return this.#run.state;
  }

  /** The run of the facility that was interrupted, and that nobody has resumed or undone yet. */
  get interrupted(): RunRecord | undefined {
    return this.#interrupted;
  }

  /** Why it could not be resumed when that was asked for last. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** What the file is to the import that ended last. */
  get fileAfterRun(): FileAfterRun {
    return this.#text.of(this.#file.document);
  }

  /** Which rows the import that is under way has come to the end of. */
  get rowsDone(): RowsDone | undefined {
    return this.#run.rowsDone(this.#file.document?.version);
  }

  /** Looks whether a run of the facility was interrupted; other windows tell nobody. Reads the facility again if that is news. */
  async lookAtRuns(): Promise<void> {
    const { facility } = this.#file;
    const before = this.#interrupted?.id;
    try {
      const { interruptedIn, usersBegunBy } = await import('../import/resumeImport.ts');
      const found = facility && (await interruptedIn(this.#services, facility));
      if (found?.id !== before)
        this.#file.setBegun(found === undefined ? undefined : await usersBegunBy(this.#services, found));
      this.#interrupted = found;
    } catch (error) {
      this.#services.log.warn(`interrupted imports cannot be read: ${failureOf(error).kind}`);
    }
    await this.#lookAtOthers();
    if (before === this.#interrupted?.id) return;
    this.#refusal = undefined;
    this.#onChange();
    if (before !== undefined && !this.#run.isRunning()) await this.#file.readAgain();
  }

  /** Work of another window was in the way: once that has ended, the facility is read again. */
  async #lookAtOthers(): Promise<void> {
    const { state } = this.#run;
    const { facility } = this.#file;
    if (facility === undefined || state.kind !== 'ended') return;
    if (state.state.kind !== 'busy' || state.state.by !== 'lectern') return;
    if (await isHeld(facilityLease(importLedger(this.#services), facility.id))) return;
    if (this.#run.state !== state) return;
    this.#run.forget();
    await this.#file.readAgain();
  }

  /** Reads the facility again; what went wrong before is said no more once that succeeds. */
  async readAgain(): Promise<void> {
    if ((await this.#file.readAgain()) !== undefined) return;
    const { state } = this.#run;
    if (state.kind === 'ended' && state.state.kind === 'failed') this.#run.forget();
  }

  /** Asks what runs to end after the step that it is in. */
  cancel(): void {
    this.#run.cancel();
  }

  dispose(): void {
    this.#closing.abort();
    this.#run.dispose();
    this.#listening.dispose();
  }

  /** What a run needs, as soon as the plan is of the text as it is; the roster is a copy that edits do not reach. */
  async #order(signal: AbortSignal): Promise<Ordered | undefined> {
    const planned = await this.#file.upToDate(signal);
    const { document } = this.#file;
    if (planned === undefined || document === undefined) return undefined;
    const { facility, snapshot, table, removes, edition, textVersion } = planned;
    const roster = new Roster(document.getText(), { snapshot });
    roster.advance();
    const { connectionId, id, name } = facility;
    const port = facilityImport(this.#services, {
      connectionId,
      facility: { id, name },
      file: this.#file.uri,
    });
    const order = {
      roster,
      snapshot,
      plan: table.plan,
      removes,
      skipsCheck: false,
      allowsServerImport: false,
    };
    return { port, order, of: { edition, textVersion } };
  }

  /** Reads the facility again, and lets the server try the file; nothing is written. */
  async check(): Promise<void> {
    await this.#run.follow((signal, about) => this.#checking(signal, about), false);
  }

  async *#checking(
    signal: AbortSignal,
    about: (of: RunOf) => void,
  ): AsyncGenerator<CheckState | ImportState> {
    yield { kind: 'reading' };
    const failure = await untilAborted(this.#file.readAgain(), signal);
    const asked = failure === undefined ? await this.#order(signal) : undefined;
    if (asked === undefined) {
      yield { kind: 'failed', failure: failure ?? { kind: 'cancelled' } };
      return;
    }
    about(asked.of);
    yield* asked.port.check(asked.order, signal);
  }

  /** Asks what has to be asked, and carries the plan out. */
  async import(): Promise<void> {
    if (this.#isAsking || this.#run.isUnderWay()) return;
    this.#isAsking = true;
    let asked: Ordered | undefined;
    let order: ImportOrder | undefined;
    try {
      asked = await this.#order(this.#closing.signal);
      if (asked === undefined) return;
      const { state } = this.#run;
      const isChecked = state.kind === 'agreed' && state.of.edition === asked.of.edition;
      order = await asked.port.confirm({ ...asked.order, isChecked });
    } finally {
      this.#isAsking = false;
    }
    if (order === undefined || this.#run.isUnderWay()) return;
    await this.#carryOut(asked, order);
  }

  async #carryOut({ port, of }: Ordered, order: ImportOrder): Promise<void> {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Window,
        title: vscode.l10n.t('Importing into {0}', order.plan.facility.name),
      },
      () =>
        this.#run.follow((signal, about) => {
          about(of);
          this.#text.begin(order.roster.text);
          return port.run(order, signal);
        }, true),
    );
    const { state } = this.#run;
    // To remove users was asked for this once.
    if (state.kind === 'ended' && state.state.kind === 'done') this.#file.setRemoves(false);
    if (this.#closing.signal.aborted) await this.#tellEnd();
    else await this.#lookAgain();
  }

  /** Carries the interrupted run on, or ends it, whichever the user wants. */
  async resume(): Promise<void> {
    const record = this.#interrupted;
    if (record === undefined || this.#isAsking || this.#run.isUnderWay()) return;
    this.#isAsking = true;
    this.#refusal = undefined;
    let run: Awaited<ReturnType<typeof resumption>>;
    try {
      const { askHowToResume, resumption: resumed } = await import('../import/resumeImport.ts');
      const how = await askHowToResume(record, true);
      if (how !== undefined)
        run = await resumed(this.#services, record, how === 'end', (why) => {
          this.#refusal = why;
          this.#onChange();
        });
    } finally {
      this.#isAsking = false;
    }
    if (run === undefined) return;
    const carry = run;
    const text = await textOfRun(this.#file, record);
    const textVersion = text === undefined ? undefined : this.#file.document?.version;
    await this.#run.follow((signal, about) => {
      this.#text.begin(text);
      if (textVersion !== undefined) about({ edition: this.#file.planned?.edition ?? 0, textVersion });
      return carry(signal);
    }, true);
    if (this.#closing.signal.aborted) await this.#tellEnd();
    else await this.#lookAgain();
  }

  /** Whatever came of a run, the server may be another now, and the run may have been interrupted. */
  async #lookAgain(): Promise<void> {
    await this.lookAtRuns();
    await this.#file.readAgain();
  }

  /** A run of the facility has ended: ours, which goes on by itself, or one from elsewhere, after which nothing that is said here holds. */
  async #onEnd(): Promise<void> {
    if (this.#run.isRunning()) return;
    this.#run.forget();
    await this.#lookAgain();
  }

  /** Undoes the last import of the facility, and looks at it again. */
  async undo(): Promise<void> {
    await vscode.commands.executeCommand(COMMANDS.undoLastImport, this.#file.facility);
    // Also where nothing came of it.
    await this.#lookAgain();
  }

  /** An import has ended after its preview was closed. */
  async #tellEnd(): Promise<void> {
    const text = runBar(this.#run.state, 0)?.text;
    const { state } = this.#run;
    const { facility } = this.#file;
    if (facility !== undefined && state.kind === 'ended' && state.state.kind === 'failed') {
      const { offerInterrupted } = await import('../import/resumeImport.ts');
      void offerInterrupted(this.#services, { connectionId: facility.connectionId, facility });
    }
    if (text === undefined) return;
    const open = vscode.l10n.t('Open Report');
    const hasReport = state.kind === 'ended' && state.state.kind === 'done';
    if ((await vscode.window.showInformationMessage(text, ...(hasReport ? [open] : []))) === open)
      await this.openReport();
  }

  /** Shows what the last import did, row by row. */
  async openReport(): Promise<void> {
    const { state } = this.#run;
    if (state.kind !== 'ended' || state.state.kind !== 'done') return;
    await showMarkdown(vscode.Uri.parse(state.state.report));
  }

  /** Makes of the imported file one that can be kept, as one step to undo in the editor. */
  async maskPasswords(): Promise<void> {
    const { state } = this.#run;
    const { document } = this.#file;
    if (state.kind !== 'ended' || state.state.kind !== 'done' || document === undefined) return;
    // What was written into the file since was not imported.
    if (this.fileAfterRun !== 'imported') return;
    const { written } = state.state.rows;
    const keepable: EditsOf = (parts, live) => afterImport(parts, live, written);
    if (!(await editPlannedFile(this.#file, keepable, this.#services.log))) return;
    this.#text.masked(document);
    this.#onChange();
  }
}
