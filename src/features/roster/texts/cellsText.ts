import * as vscode from 'vscode';
import type { Column } from '../../../core/roster/header/column.ts';

/** "12 full names": more than one cell, with the word for what they hold if they are all of one column. */
export function cellsText(count: number, columns: readonly Column[]): string {
  const number = count.toLocaleString(vscode.env.language);
  const [column] = columns;
  switch (columns.length === 1 ? column : undefined) {
    case 'UUID':
      return vscode.l10n.t('{0} database IDs', number);
    case 'USERNAME':
      return vscode.l10n.t('{0} user names', number);
    case 'PASSWORD':
      return vscode.l10n.t('{0} passwords', number);
    case 'FULL_NAME':
      return vscode.l10n.t('{0} full names', number);
    case 'USER_TYPE':
      return vscode.l10n.t('{0} user types', number);
    case 'IDENTIFIER':
      return vscode.l10n.t('{0} identifiers', number);
    case 'BIRTH_YEAR':
      return vscode.l10n.t('{0} birth years', number);
    case 'GENDER':
      return vscode.l10n.t('{0} genders', number);
    case 'ENROLLED_IN':
    case 'ASSIGNED_TO':
      return vscode.l10n.t('{0} cells of {1}', number, column ?? '');
    case undefined:
      return vscode.l10n.t('{0} cells', number);
  }
}
