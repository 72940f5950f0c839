import * as vscode from 'vscode';
import type { LinkLife } from '../../core/exports/linkLife.ts';
import { shownDay } from '../../host/shownDay.ts';

/** What a row says of the link on the server. */
export function linkText(life: LinkLife): string {
  if (life.step === 'ended') return vscode.l10n.t('link ended {0}', shownDay(life.ends));
  if (life.days === 0) return vscode.l10n.t('link ends today');
  return life.days === 1
    ? vscode.l10n.t('link ends tomorrow')
    : vscode.l10n.t('link ends in {0} days', life.days);
}
