import * as vscode from 'vscode';
import { shownDay } from '../../host/shownDay.ts';

/** What a student's row says. */
export function quietSince(lastCompleted: string | undefined): string {
  return lastCompleted === undefined
    ? vscode.l10n.t('nothing begun')
    : vscode.l10n.t('inactive since {0}', shownDay(new Date(lastCompleted)));
}
