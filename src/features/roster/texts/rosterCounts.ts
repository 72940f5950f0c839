import * as vscode from 'vscode';
import type { RosterReport } from '../../../core/roster/findings/collectFindings.ts';
import { counted } from '../../../host/counted.ts';

/** "29 users · 2 errors · 1 warning · 4 notes": what a roster holds, if that can be read, and what is wrong with it. */
export function rosterCounts({ rows, counts }: Pick<RosterReport, 'rows' | 'counts'>): string {
  const { error, warning, hint } = counts;
  const number = (count: number): string => count.toLocaleString(vscode.env.language);
  const parts = rows === undefined ? [] : [counted(rows, 'user')];
  if (error > 0)
    parts.push(error === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', number(error)));
  if (warning > 0)
    parts.push(warning === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', number(warning)));
  if (hint > 0) parts.push(hint === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', number(hint)));
  if (error + warning + hint === 0) parts.push(vscode.l10n.t('no problems'));
  return parts.join(' · ');
}
