import * as vscode from 'vscode';
import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';
import type { Bar } from '../../../webview-ui/import-preview/protocol.ts';
import { runTitle } from '../import/runTitle.ts';
import { timeText } from '../import/timeText.ts';

/**
 * Says that a run of the facility was interrupted, with the ways on. An undo can only be resumed.
 *
 * @param refusal why it could not be resumed when that was asked for
 */
export function interruptedBar(record: RunRecord, refusal?: string): Bar {
  const { undoes, createdAt } = record;
  return {
    severity: 'warning',
    text:
      refusal ??
      vscode.l10n.t(
        '{0} ({1}) was interrupted: a part of it is done. Nothing else is imported before it is resumed or undone.',
        runTitle(record),
        timeText(createdAt),
      ),
    buttons: [
      { label: vscode.l10n.t('Resume…'), action: 'resume' },
      ...(undoes === undefined ? [{ label: vscode.l10n.t('Undo…'), action: 'undo' as const }] : []),
    ],
    lines: [],
  };
}
