import * as vscode from 'vscode';
import { failureOf } from '../../core/platform/failure.ts';
import { afterImport } from '../../core/roster/plan/afterImport.ts';
import { Roster } from '../../core/roster/roster.ts';
import type { CheckState, ImportOrder, ImportState } from '../../core/roster/run/importRun.ts';
import { indexSnapshot } from '../../core/roster/snapshotIndex.ts';
import { showMarkdown } from '../../host/reportPages.ts';
import { COMMANDS } from '../../manifest.ts';
import { facilityImport, type FacilityImport } from '../import/facilityImport.ts';
import { editOf } from '../roster/editOf.ts';
import type { Services } from '../services.ts';
import type { PlannedFile } from './plannedFile.ts';
import { PreviewRun } from './previewRun.ts';
import { runBar } from './runBar.ts';
import type { RunOf, RunState } from './runState.ts';
import { untilAborted } from './untilAborted.ts';

/** A plan that can be carried out, and by what. */
type Ordered = { readonly port: FacilityImport; readonly order: ImportOrder; readonly of: RunOf };

/** What can be done with the plan of a preview: check it, carry it out, read the report, mend the file afterwards. */
export class PreviewImport implements vscode.Disposable {
  readonly #services: Services;
  readonly #file: PlannedFile;
  readonly #run: PreviewRun;
  readonly #closing = new AbortController();
  #isAsking = false;

  constructor(services: Services, file: PlannedFile, onChange: () => void) {
    this.#services = services;
    this.#file = file;
    this.#run = new PreviewRun(onChange);
  }

  get state(): RunState {
    return this.#run.state;
  }

  /** Asks what runs to end after the step that it is in. */
  cancel(): void {
    this.#run.cancel();
  }

  dispose(): void {
    this.#closing.abort();
    this.#run.dispose();
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
    if (this.#isAsking || this.#run.isRunning()) return;
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
    if (order === undefined || this.#run.isRunning()) return;
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
          return port.run(order, signal);
        }, true),
    );
    const { state } = this.#run;
    // To remove users was asked for this once.
    if (state.kind === 'ended' && state.state.kind === 'done') this.#file.setRemoves(false);
    if (this.#closing.signal.aborted) await this.#tellEnd();
    // Whatever came of it, the server may be another now.
    else await this.#file.readAgain();
  }

  /** Undoes the last import of the facility, and looks at it again. */
  async undo(): Promise<void> {
    const { facility } = this.#file;
    const isUndone = await vscode.commands.executeCommand<boolean>(COMMANDS.undoLastImport, facility);
    if (isUndone) this.#run.forget();
    await this.#file.readAgain();
  }

  /** An import has ended after its preview was closed. */
  async #tellEnd(): Promise<void> {
    const text = runBar(this.#run.state, 0)?.text;
    const { state } = this.#run;
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
    const { document, planned } = this.#file;
    if (document === undefined || planned === undefined) return;
    const roster = new Roster(document.getText(), { snapshot: planned.snapshot });
    roster.advance();
    const edits = afterImport(roster.parts, indexSnapshot(planned.snapshot));
    try {
      if (edits.length > 0) await vscode.workspace.applyEdit(editOf(document, edits));
    } catch (error) {
      this.#services.log.warn(`the passwords were not replaced: ${failureOf(error).kind}`);
    }
  }
}
