import * as vscode from 'vscode';
import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';

/** What a run is, for a title. */
export function runTitle({ undoes, facility }: Pick<RunRecord, 'undoes' | 'facility'>): string {
  return undoes === undefined
    ? vscode.l10n.t('Import into {0}', facility.name)
    : vscode.l10n.t('Undo of an import into {0}', facility.name);
}
