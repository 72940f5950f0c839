import * as vscode from 'vscode';
import { failureOf } from '../../core/platform/failure.ts';
import { afterImport } from '../../core/roster/plan/afterImport.ts';
import { Roster } from '../../core/roster/roster.ts';
import type { ImportOrder } from '../../core/roster/run/importRun.ts';
import { indexSnapshot } from '../../core/roster/snapshotIndex.ts';
import { showMarkdown } from '../../host/reportPages.ts';
import { COMMANDS } from '../../manifest.ts';
import { facilityImport, type FacilityImport } from '../import/facilityImport.ts';
import { editOf } from '../roster/rosterActions.ts';
import type { Services } from '../services.ts';
import type { PlannedFile } from './plannedFile.ts';
import { PreviewRun } from './previewRun.ts';
import { runBar } from './runBar.ts';
import type { RunState } from './runState.ts';

/** What can be done with the plan of a preview: check it, carry it out, read the report, mend the file afterwards. */
export class PreviewImport implements vscode.Disposable {
  readonly #services: Services;
  readonly #file: PlannedFile;
  readonly #run: PreviewRun;
  #isClosed = false;

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
    this.#isClosed = true;
    this.#run.dispose();
  }

  /** What a run needs; the roster is a copy that edits do not reach. Undefined while the plan is not of the text as it is. */
  #order():
    | {
        readonly port: FacilityImport;
        readonly order: ImportOrder;
        readonly version: number;
        readonly textVersion: number;
      }
    | undefined {
    const { planned, document, isUpdating } = this.#file;
    if (planned === undefined || document === undefined || isUpdating) return undefined;
    const { facility, snapshot, table, removes, version } = planned;
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
    return { port, order, version, textVersion: document.version };
  }

  /** Lets the server try the file; nothing is written. */
  async check(): Promise<void> {
    const asked = this.#order();
    if (asked === undefined || this.#run.isRunning()) return;
    await this.#run.follow((signal) => asked.port.check(asked.order, signal), {
      version: asked.version,
      textVersion: asked.textVersion,
      isImport: false,
    });
  }

  /** Asks what has to be asked, and carries the plan out. */
  async import(): Promise<void> {
    const asked = this.#order();
    if (asked === undefined || this.#run.isRunning()) return;
    const isChecked = this.#run.state.kind === 'agreed' && this.#run.state.version === asked.version;
    const order = await asked.port.confirm({ ...asked.order, isChecked });
    if (order === undefined || this.#run.isRunning()) return;
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Window,
        title: vscode.l10n.t('Importing into {0}', order.plan.facility.name),
      },
      () =>
        this.#run.follow((signal) => asked.port.run(order, signal), {
          version: asked.version,
          textVersion: asked.textVersion,
          isImport: true,
        }),
    );
    const { state } = this.#run;
    // To remove users was asked for this once.
    if (state.kind === 'ended' && state.state.kind === 'done') this.#file.setRemoves(false);
    if (this.#isClosed) await this.#tellEnd();
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
