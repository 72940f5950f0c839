import * as vscode from 'vscode';
import type { ImportPlan } from '../../core/roster/plan/importPlan.ts';
import { importRefusal } from '../../core/roster/run/importGuard.ts';
import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';
import { failureText } from '../../host/failureText.ts';
import { isFileCode } from '../../core/roster/findings/findingCode.ts';
import { fileFindingText } from '../../host/fileFindingText.ts';
import type { Bar, Button, State } from '../../../webview-ui/import-preview/protocol.ts';
import type { Planned, PlannedFile, Unplanned } from './plannedFile.ts';
import { heldNamesBars } from './heldNamesBars.ts';
import { interruptedBar } from './interruptedBar.ts';
import { previewTiles } from './previewTiles.ts';
import { runBar } from './runBar.ts';
import { thereBars } from './thereBars.ts';
import type { FileAfterRun } from './importedText.ts';
import type { RunState } from './runState.ts';

/** More classes than a choice can hold; all are in their list. */
const CHOICES = 1000;
/** A snapshot that is older says so. The import reads anew in any case. */
const OLD_MS = 15 * 60_000;

/** What of a file there is to show. */
export type PreviewedFile = Pick<
  PlannedFile,
  'planned' | 'unplanned' | 'facility' | 'removes' | 'isUpdating' | 'readFailure' | 'isGone' | 'lineOf'
> & {
  readonly document: { readonly version: number; readonly uri: { readonly scheme: string } } | undefined;
};

/** What of the preview is neither of its file nor of its run. */
type StateAround = {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What a screen reader is told. */
  readonly announcement: string;
  /** A run of the facility that was interrupted. */
  readonly interrupted?: RunRecord;
  /** Why that could not be resumed. */
  readonly refusal?: string;
  /** What the file is to the last import. */
  readonly fileAfterRun?: FileAfterRun;
};

/** What the preview shows of a file. */
export function previewState(file: PreviewedFile, run: RunState, around: StateAround): State {
  const { planned } = file;
  if (planned === undefined) return unplannedState(file.unplanned, file.facility?.name ?? '');
  const { plan } = planned.table;
  if (plan.fileProblems.length > 0) return refusedState(planned);
  if (plan.rows === 0)
    return {
      kind: 'notice',
      severity: 'info',
      text: vscode.l10n.t('There are no users in this file.'),
      detail: vscode.l10n.t('A file without users changes nothing, and removes nobody.'),
      buttons: [openFile()],
    };
  return {
    kind: 'plan',
    version: planned.version,
    plannedAt: planned.plannedAt,
    tiles: previewTiles(plan),
    tabs: {
      rows: vscode.l10n.t('Rows ({0})', shown(plan.rows)),
      classes: vscode.l10n.t('Classes ({0})', shown(plan.classes.length)),
      ...(plan.removals.length > 0 && {
        removals: vscode.l10n.t('Remove ({0})', shown(plan.removals.length)),
      }),
    },
    classes: plan.classes.slice(0, CHOICES).map(({ name }) => name),
    // What was asked for, also while the plan of it is being made.
    removes: { on: file.removes, label: vscode.l10n.t('Remove users who are not in the file') },
    buttons: headButtons(file, planned, run, around),
    bars: barsOf(file, planned, run, around),
    ...(file.isUpdating && { updating: vscode.l10n.t('The file is being looked at again…') }),
    announcement: around.announcement,
  };
}

/** "3 to create, 2 problems": what a new plan is announced with. */
export function planInWords(plan: ImportPlan): string {
  return previewTiles(plan)
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ label, count }) => `${label}: ${count}`)
    .join(', ');
}

function headButtons(
  file: PreviewedFile,
  planned: Planned,
  run: RunState,
  { interrupted }: StateAround,
): Button[] {
  const { plan } = planned.table;
  const count = plan.changes.length + plan.removals.length + plan.emptied.length;
  const busy =
    run.kind === 'running'
      ? vscode.l10n.t('It is under way.')
      : file.isUpdating
        ? vscode.l10n.t('The preview is being brought up to date.')
        : undefined;
  const off =
    busy ??
    (interrupted && vscode.l10n.t('An import was interrupted. Resume or undo it first.')) ??
    (file.isGone ? vscode.l10n.t('The file is not on the disk any more. Save it first.') : undefined) ??
    offReason(plan);
  return [
    // It waits for the preview by itself.
    {
      label: vscode.l10n.t('Check on Server'),
      action: 'check',
      ...(run.kind === 'running' && busy !== undefined && { off: busy }),
    },
    {
      label: importLabel(count),
      action: 'import',
      ...(off !== undefined && { off }),
    },
  ];
}

function importLabel(count: number): string {
  if (count === 0) return vscode.l10n.t('Nothing to Import');
  return count === 1 ? vscode.l10n.t('Import 1 Change') : vscode.l10n.t('Import {0} Changes', shown(count));
}

/** Why a plan cannot be carried out, in words. */
export function offReason(plan: ImportPlan): string | undefined {
  switch (importRefusal(plan)) {
    case 'problems':
      return plan.problems.length === 1
        ? vscode.l10n.t('One row cannot be imported. Mend it in the file first.')
        : vscode.l10n.t(
            '{0} rows cannot be imported. Mend them in the file first.',
            shown(plan.problems.length),
          );
    case 'nothing':
      return vscode.l10n.t('There is nothing to import: {0} is as the file says.', plan.facility.name);
    case 'emptyFileRemoves':
      return vscode.l10n.t('A file without users removes nobody.');
    case undefined:
      return undefined;
  }
}

function barsOf(
  file: PreviewedFile,
  planned: Planned,
  run: RunState,
  { now, interrupted, refusal, fileAfterRun }: StateAround,
): Bar[] {
  const { plan } = planned.table;
  const bars: Bar[] = [];
  const add = (severity: Bar['severity'], text: string, buttons: Button[] = []): void => {
    bars.push({ severity, text, buttons, lines: [] });
  };
  const running = runBar(run, planned.edition, (row) => file.lineOf(row), fileAfterRun);
  // What there is to do about a failure comes before it.
  if (interrupted !== undefined && run.kind !== 'running') bars.push(interruptedBar(interrupted, refusal));
  const failure = run.kind === 'ended' && run.state.kind === 'failed' ? run.state.failure : undefined;
  // The same trouble is said once: that of the last reading is newer.
  const isSaid = failure !== undefined && failure.kind === file.readFailure?.kind;
  if (running !== undefined && !isSaid) bars.push(running);
  if (file.isGone)
    add(
      'warning',
      vscode.l10n.t(
        'The file is not on the disk any more. This is what it held; save it from the editor to keep it.',
      ),
      [openFile()],
    );
  if (file.isUpdating) add('progress', vscode.l10n.t('The file is being looked at again…'));
  const off = offReason(plan);
  // What was just created is a problem only until the file has its database IDs: the bar of the run offers that.
  const isJustDone = run.kind === 'ended' && run.state.kind === 'done' && fileAfterRun === 'imported';
  // After an interrupted run the file is as it has to be: what was done already is no mistake in it.
  const isOfFile = !isJustDone && interrupted === undefined && run.kind !== 'running';
  if (plan.problems.length > 0 && off !== undefined && isOfFile) add('error', off, [readAgain()]);
  if (isOfFile) bars.push(...heldNamesBars(plan), ...thereBars(plan));
  if (planned.removes) bars.push(...removalBars(plan));
  if (file.readFailure !== undefined) {
    const { sentence, mend } = failureText(file.readFailure);
    add('error', vscode.l10n.t('The users and classes cannot be read. {0}', sentence), [mendButton(mend)]);
  }
  if (now - plan.takenAt > OLD_MS && run.kind !== 'running')
    add('warning', vscode.l10n.t('The users and classes were read a while ago.'), [readAgain()]);
  const { document } = file;
  if (document !== undefined && vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false)
    add(
      'info',
      vscode.l10n.t('This file can be looked at and imported, but not mended: it is read-only here.'),
    );
  return bars;
}

/** Who goes and which classes are emptied, each with the way to all the names. */
function removalBars({ removals, emptied }: ImportPlan): Bar[] {
  const bar = (text: string, label: string, shows: string): Bar => ({
    severity: 'warning',
    text,
    buttons: [{ label, action: { shows } }],
    lines: [],
  });
  const users =
    removals.length === 1
      ? vscode.l10n.t('One user who is not in the file is removed.')
      : vscode.l10n.t('{0} users who are not in the file are removed.', shown(removals.length));
  const classes =
    emptied.length === 1
      ? vscode.l10n.t('One class that no row names loses all its learners.')
      : vscode.l10n.t('{0} classes that no row names lose all their learners.', shown(emptied.length));
  return [
    ...(removals.length > 0 ? [bar(users, vscode.l10n.t('Show Names'), 'remove')] : []),
    ...(emptied.length > 0 ? [bar(classes, vscode.l10n.t('Show Classes'), 'emptyClass')] : []),
  ];
}

function refusedState({ fileFindings, table }: Planned): State {
  const [first] = fileFindings.filter(({ severity }) => severity === 'error');
  const [code] = table.plan.fileProblems;
  return {
    kind: 'notice',
    severity: 'error',
    text: vscode.l10n.t('The file cannot be imported as it is.'),
    ...(first !== undefined && isFileCode(first.code)
      ? { detail: fileFindingText(first.code, first.data) }
      : code === 'not-utf-8' && { detail: fileFindingText(code, {}) }),
    buttons: [openFile()],
  };
}

function unplannedState(unplanned: Unplanned, facility: string): State {
  switch (unplanned.kind) {
    case 'readingFile':
      return { kind: 'loading', text: vscode.l10n.t('Reading the file…') };
    case 'readingServer':
      return { kind: 'loading', text: vscode.l10n.t('Reading the users and classes of {0}…', facility) };
    case 'fileGone':
      return {
        kind: 'notice',
        severity: 'error',
        text: vscode.l10n.t('The file is not there any more, or cannot be opened as text.'),
        buttons: [{ label: vscode.l10n.t('Try Again'), action: 'readAgain' }],
      };
    case 'noFacility':
      return {
        kind: 'notice',
        severity: 'info',
        text: vscode.l10n.t('Choose the facility that the users of this file belong to.'),
        buttons: [{ label: vscode.l10n.t('Choose Facility…'), action: 'chooseFacility' }],
      };
    case 'failed': {
      const { sentence, mend } = failureText(unplanned.failure);
      return {
        kind: 'notice',
        severity: 'error',
        text: vscode.l10n.t('The users and classes cannot be read.'),
        detail: sentence,
        buttons: [{ label: vscode.l10n.t('Show Log'), action: 'showLog' }, mendButton(mend)],
      };
    }
  }
}

function mendButton(mend: ReturnType<typeof failureText>['mend']): Button {
  return mend === 'signIn'
    ? { label: vscode.l10n.t('Sign In…'), action: 'signIn' }
    : { label: vscode.l10n.t('Try Again'), action: 'readAgain' };
}

function readAgain(): Button {
  return { label: vscode.l10n.t('Read Again'), action: 'readAgain' };
}

function openFile(): Button {
  return { label: vscode.l10n.t('Open the File'), action: 'openFile' };
}

function shown(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
