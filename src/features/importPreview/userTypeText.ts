import * as vscode from 'vscode';
import { userTypeOf } from '../../core/roster/values/userType.ts';

/** A user type as Kolibri's pages call it; what is none stays as it is. */
export function userTypeText(cell: string): string {
  switch (userTypeOf(cell)) {
    case 'LEARNER':
      return vscode.l10n.t('Learner');
    case 'CLASS_COACH':
      return vscode.l10n.t('Class coach');
    case 'FACILITY_COACH':
      return vscode.l10n.t('Facility coach');
    case 'ADMIN':
      return vscode.l10n.t('Admin');
    case undefined:
      return cell;
  }
}
