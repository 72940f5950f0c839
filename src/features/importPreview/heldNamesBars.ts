import * as vscode from 'vscode';
import type { ImportPlan } from '../../core/roster/plan/importPlan.ts';
import type { Bar } from '../../../webview-ui/import-preview/protocol.ts';

/** Where rows stand in the way because removed users hold their names: why, and the way to bring those back. */
export function heldNamesBars({ problems }: ImportPlan): readonly Bar[] {
  const held = problems.filter(
    ({ reason }) => reason.kind === 'finding' && reason.code === 'username-held-by-deleted',
  ).length;
  if (held === 0) return [];
  return [
    {
      severity: 'info',
      text:
        held === 1
          ? vscode.l10n.t(
              'One row wants the name of a removed user, who holds it for 30 days; undoing an import removes users, too. With the database ID in the row the user is brought back, and becomes what the row says.',
            )
          : vscode.l10n.t(
              '{0} rows want the names of removed users, who hold them for 30 days; undoing an import removes users, too. With the database IDs in the rows the users are brought back, and become what the rows say.',
              held.toLocaleString(vscode.env.language),
            ),
      buttons: [{ label: vscode.l10n.t('Bring Them Back'), action: 'bringBack' }],
      lines: [],
    },
  ];
}
