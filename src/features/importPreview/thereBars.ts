import * as vscode from 'vscode';
import type { ImportPlan } from '../../core/roster/plan/importPlan.ts';
import type { Bar } from '../../../webview-ui/import-preview/protocol.ts';

/** Where rows without database IDs are about users who are there already: what that means, and the way to change them by the file. */
export function thereBars({ counts: { there } }: ImportPlan): readonly Bar[] {
  if (there === 0) return [];
  return [
    {
      severity: 'info',
      text:
        there === 1
          ? vscode.l10n.t(
              'One user is there already, as the row says: nothing is done with it. With the database ID in the row, the file can change the user.',
            )
          : vscode.l10n.t(
              '{0} users are there already, as their rows say: nothing is done with them. With the database IDs in the rows, the file can change the users.',
              there.toLocaleString(vscode.env.language),
            ),
      buttons: [{ label: vscode.l10n.t('Put In Database IDs'), action: 'giveIds' }],
      lines: [],
    },
  ];
}
