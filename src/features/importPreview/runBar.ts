import * as vscode from 'vscode';
import type { CheckDifference, ImportState } from '../../core/roster/run/importRun.ts';
import { failureText } from '../../host/failureText.ts';
import type { Bar, Button } from '../../../webview-ui/import-preview/protocol.ts';
import { busyText } from '../import/busyText.ts';
import { changesText } from '../import/changesText.ts';
import { importStateText } from '../import/importStateText.ts';
import type { FileAfterRun } from './importedText.ts';
import type { RunState } from './runState.ts';

/** Differences that are listed; all of them would be the file. */
const LINES = 50;

/**
 * What the preview says of a check or an import; undefined if there is nothing to say.
 *
 * @param edition of the plan that is shown
 * @param lineOf the line of a row in the file
 * @param file what the file is to an import that has ended
 */
export function runBar(
  run: RunState,
  edition: number,
  lineOf: (row: number) => number | undefined = (row) => row,
  file: FileAfterRun = 'other',
): Bar | undefined {
  switch (run.kind) {
    case 'none':
      return undefined;
    case 'running':
      return {
        severity: 'progress',
        text: run.isCancelled
          ? run.isImport
            ? vscode.l10n.t('Ends after the step that it is in…')
            : vscode.l10n.t('Ends…')
          : importStateText(run.state),
        ...partOf(run.state),
        buttons: run.isCancelled ? [] : [{ label: vscode.l10n.t('Cancel'), action: 'cancelRun' }],
        lines: [],
      };
    case 'agreed':
      return run.of.edition === edition
        ? bar('info', vscode.l10n.t('The server reads all {0} rows as this preview does.', shown(run.rows)))
        : outdated();
    case 'disagreed':
      return run.of.edition === edition ? disagreement(run.differences, lineOf) : outdated();
    case 'ended':
      return endBar(run, file);
  }
}

function partOf(state: ImportState): { readonly part?: number } {
  if (state.kind !== 'checking' && state.kind !== 'writing') return {};
  return state.of === 0 ? {} : { part: Math.min(1, state.done / state.of) };
}

/** A check that was asked for has its answer, also when it is of no use any more. */
function outdated(): Bar {
  return {
    ...bar(
      'info',
      vscode.l10n.t('The file or the facility has changed since the server tried the file. Check it again.'),
    ),
    buttons: [{ label: vscode.l10n.t('Check Again'), action: 'check' }],
  };
}

function endBar({ state, isImport }: Extract<RunState, { kind: 'ended' }>, file: FileAfterRun): Bar {
  switch (state.kind) {
    case 'stale':
      return {
        ...bar(
          'warning',
          vscode.l10n.t(
            'The facility has changed meanwhile, so nothing was written. This is the new preview.',
          ),
        ),
        lines: [...changesText(state.changes)],
      };
    case 'busy':
      return bar('warning', busyText(state.by));
    case 'failed':
      return state.failure.kind === 'cancelled'
        ? bar(
            'warning',
            isImport
              ? vscode.l10n.t('Cancelled. What was done until then stays.')
              : vscode.l10n.t('Cancelled. Nothing was written.'),
          )
        : bar('error', failureText(state.failure).sentence);
    case 'done':
      return {
        ...bar(state.asPreviewed ? 'info' : 'warning', doneText(state, file)),
        buttons: [
          { label: vscode.l10n.t('Open Report'), action: 'openReport' },
          ...(file === 'imported' && state.rows.written.size > 0 ? [maskButton()] : []),
          { label: vscode.l10n.t('Undo…'), action: 'undo' },
        ],
      };
  }
}

function maskButton(): Button {
  return { label: vscode.l10n.t('Replace Passwords by *'), action: 'maskPasswords' };
}

/** How a run ended, and what that means for its file. */
function doneText({ asPreviewed, rows }: Extract<ImportState, { kind: 'done' }>, file: FileAfterRun): string {
  const masked =
    file === 'masked'
      ? [vscode.l10n.t('The passwords that were set are replaced by * in the file. Save it to keep it so.')]
      : [];
  if (!rows.isWhole)
    return [
      vscode.l10n.t('Cancelled: {0} of {1} rows are done, and stay so.', shown(rows.done), shown(rows.of)),
      ...masked,
    ].join(' ');
  if (!asPreviewed)
    return [vscode.l10n.t('Imported, but not everything is as previewed.'), ...masked].join(' ');
  if (file === 'imported')
    return vscode.l10n.t(
      'Imported, as previewed. Without the passwords, and with the database IDs of new users, the file can be kept.',
    );
  return [vscode.l10n.t('Imported, as previewed.'), ...masked].join(' ');
}

function disagreement(
  differences: readonly CheckDifference[],
  lineOf: (row: number) => number | undefined,
): Bar {
  const lines = differences.slice(0, LINES).map(({ row, field, expected, said }) => {
    const nothing = vscode.l10n.t('nothing');
    const what = vscode.l10n.t(
      '{0}: expected “{1}”, the server says “{2}”',
      field,
      expected ?? nothing,
      said ?? nothing,
    );
    return row === undefined ? what : vscode.l10n.t('Line {0}, {1}', shown(lineOf(row) ?? row), what);
  });
  const text =
    differences.length === 1
      ? vscode.l10n.t('The server reads one thing differently. Nothing was written.')
      : vscode.l10n.t(
          'The server reads {0} things differently. Nothing was written.',
          shown(differences.length),
        );
  return { ...bar('error', text), lines };
}

function bar(severity: Bar['severity'], text: string): Bar {
  return { severity, text, buttons: [], lines: [] };
}

function shown(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
