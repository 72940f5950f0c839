import * as vscode from 'vscode';
import type { ProblemReason } from '../../core/roster/plan/importPlan.ts';

/** Why nothing can be done with a row, where no finding says so; undefined where one does. */
export function problemText(reason: ProblemReason): string | undefined {
  switch (reason.kind) {
    case 'finding':
      return reason.code === 'database-id-repeated'
        ? vscode.l10n.t('An earlier row is about the same user: remove one of the two.')
        : undefined;
    case 'nameTaken':
      return reason.isDeleted
        ? vscode.l10n.t(
            'A user who was removed, perhaps by an undo, holds the name “{0}” for 30 days. Take another name.',
            reason.username,
          )
        : vscode.l10n.t(
            'Another user of this facility has the name “{0}”, and keeps it. Take another name.',
            reason.username,
          );
    case 'nameRefused':
      return vscode.l10n.t('A user cannot be renamed to “{0}”: 30 characters are the most.', reason.username);
    case 'ownRole':
      return vscode.l10n.t(
        'You are signed in as this user: the import would take from you the role that it needs.',
      );
  }
}
