import * as vscode from 'vscode';
import type { FixChoice, FixTally } from '../../../core/roster/fixes/tallyFixes.ts';
import { counted } from '../../../host/counted.ts';
import { cellsText } from '../texts/cellsText.ts';
import { fixTitle, shortened } from './fixTitle.ts';

/** What many fixes of one kind will do in a file, with how many there are: at least two. */
export function fixAllTitle({ kind, becomes }: FixChoice, tally: FixTally): string {
  const { count } = tally;
  const cells = cellsText(count, tally.columns);
  const rows = counted(count, 'row');
  const number = count.toLocaleString(vscode.env.language);
  switch (kind) {
    case 'trim':
      return vscode.l10n.t('Remove white space at the ends of {0}', cells);
    case 'replaceValue':
    case 'replaceBadCharacters':
      return becomes === undefined
        ? vscode.l10n.t('Change {0}: {1}', cells, changesText(tally))
        : vscode.l10n.t('Change {0} to {1}: {2}', cells, shortened(becomes), valuesText(tally));
    case 'clearCell':
      return vscode.l10n.t('Clear {0}', cells);
    case 'upperCase':
      return vscode.l10n.t('Write {0} in capitals', cells);
    case 'plainDatabaseId':
      return vscode.l10n.t('Write {0} as the server does', cells);
    case 'giveDatabaseId':
      return vscode.l10n.t('Put the database IDs of the users there are into {0}', rows);
    case 'addCells':
      return vscode.l10n.t('Add the missing cells to {0}', rows);
    case 'unquoteRow':
      return vscode.l10n.t('Take the quotes off {0}', rows);
    case 'removeCells':
      return vscode.l10n.t('Remove the empty cells beyond the last column from {0}', rows);
    case 'joinCells':
      return vscode.l10n.t('Put what a comma has split into one cell, in quotes, in {0}', rows);
    case 'removeRow':
      return vscode.l10n.t('Remove {0} lines that hold nobody', number);
    case 'labelColumn':
      return vscode.l10n.t('Name {0} columns: {1}', number, becomesText(tally));
    case 'className':
      return becomes === undefined
        ? vscode.l10n.t('Use one spelling of each class: {0} class names change', number)
        : vscode.l10n.t('Change {0} class names to {1}: {2}', number, shortened(becomes), valuesText(tally));
    case 'padZeros':
      return vscode.l10n.t('Put the lost zeros back into {0}: {1}', cells, changesText(tally));
    case 'restoreName':
      return vscode.l10n.t('Write {0} as they are on the server: {1}', cells, changesText(tally));
    case 'removeInvisible':
      return vscode.l10n.t('Remove the invisible characters from {0}', cells);
    case 'removeApostrophe':
      return vscode.l10n.t('Remove the apostrophe from {0}', cells);
    case 'quoteCell':
      return vscode.l10n.t('Mend the quotes of {0}', cells);
    case 'closeQuote':
      return vscode.l10n.t('Close the quotes of {0}', cells);
    case 'removeLinesAbove':
    case 'commas':
    case 'addColumn':
    case 'addColumns':
    case 'addHeader':
    case 'removeColumn':
    case 'removeEmptyColumns':
      return fixTitle({ kind, becomes: becomes ?? '' });
  }
}

/** "“ada b” becomes ada_b, …". */
function changesText({ samples: [first], count }: FixTally): string {
  if (first === undefined) return '';
  const text = vscode.l10n.t('“{0}” becomes {1}', shortened(first.from), shortened(first.becomes));
  return count > 1 ? `${text}, …` : text;
}

/** "“student”, “pupil”, …". */
function valuesText({ samples, isAll }: FixTally): string {
  return listed(
    samples.map(({ from }) => `“${shortened(from)}”`),
    isAll,
  );
}

/** "USERNAME, PASSWORD, …". */
function becomesText({ samples, isAll }: FixTally): string {
  return listed(
    samples.map(({ becomes }) => shortened(becomes)),
    isAll,
  );
}

function listed(texts: readonly string[], isAll: boolean): string {
  return isAll ? texts.join(', ') : `${texts.join(', ')}, …`;
}
