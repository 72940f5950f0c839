import * as vscode from 'vscode';
import type { Fix } from '../../../core/roster/fixes/fix.ts';

/** A quick fix in a few words, as the menu shows it. */
export function fixTitle({ kind, becomes }: Pick<Fix, 'kind' | 'becomes'>): string {
  const value = shortened(becomes);
  switch (kind) {
    case 'trim':
      return vscode.l10n.t('Remove white space at the ends');
    case 'replaceValue':
      return value === '' ? vscode.l10n.t('Clear the cell') : vscode.l10n.t('Change to {0}', value);
    case 'clearCell':
      return vscode.l10n.t('Clear the cell');
    case 'upperCase':
      return vscode.l10n.t('Write {0}', value);
    case 'plainDatabaseId':
      return vscode.l10n.t('Write the database ID as the server does');
    case 'giveDatabaseId':
      return value === ''
        ? vscode.l10n.t('Put the database ID of the user there is into the row')
        : vscode.l10n.t('Put the database ID of {0} into the row, to change that user', value);
    case 'addCells':
      return vscode.l10n.t('Add the missing cells');
    case 'unquoteRow':
      return vscode.l10n.t('Take the quotes off the row');
    case 'removeCells':
      return vscode.l10n.t('Remove the empty cells beyond the last column');
    case 'joinCells':
      return value === ''
        ? vscode.l10n.t('Put the password into one cell, in quotes')
        : vscode.l10n.t('Put “{0}” into one cell, in quotes', value);
    case 'addColumn':
      return vscode.l10n.t('Add the column {0}, empty in each row', value);
    case 'addColumns':
      return vscode.l10n.t('Add all missing columns: {0}', value);
    case 'removeColumn':
      return vscode.l10n.t('Remove the column “{0}” and what is in it', value);
    case 'removeEmptyColumns':
      return vscode.l10n.t('Remove the empty columns');
    case 'addHeader':
      return vscode.l10n.t('Begin with a header');
    case 'removeRow':
      return vscode.l10n.t('Remove the line');
    case 'removeLinesAbove':
      return vscode.l10n.t('Remove the lines above the header');
    case 'labelColumn':
      return vscode.l10n.t('Name the column {0}', value);
    case 'commas':
      return vscode.l10n.t('Separate the cells by commas');
    case 'quoteCell':
      return value === '' ? vscode.l10n.t('Remove the quote') : vscode.l10n.t('Put the whole cell in quotes');
    case 'closeQuote':
      return vscode.l10n.t('Close the quote at the end of the cell');
    case 'restoreName':
      return vscode.l10n.t('Write {0}, the name on the server', value);
    case 'className':
      return vscode.l10n.t('Write {0}', value);
    case 'padZeros':
      return vscode.l10n.t('Write {0}', value);
    case 'removeApostrophe':
      return vscode.l10n.t('Remove the apostrophe');
    case 'removeInvisible':
      return vscode.l10n.t('Remove the invisible character');
    case 'replaceBadCharacters':
      return vscode.l10n.t('Change to {0}', value);
  }
}

const LONGEST = 40;

/** One line of a value, as far as a menu has room for it. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
