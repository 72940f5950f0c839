import * as vscode from 'vscode';
import type { Strings } from '../../../webview-ui/import-preview/protocol.ts';

/** Every fixed text of the preview. */
export function previewStrings(): Strings {
  return {
    search: vscode.l10n.t('Search names and classes'),
    classFilter: vscode.l10n.t('Class'),
    allClasses: vscode.l10n.t('All classes'),
    tiles: vscode.l10n.t('Summary, filters the rows'),
    tabs: vscode.l10n.t('Lists'),
    rowsGrid: vscode.l10n.t('Rows of the file'),
    classesGrid: vscode.l10n.t('Classes'),
    removalsGrid: vscode.l10n.t('Users to remove'),
    columns: {
      line: vscode.l10n.t('Line'),
      effect: vscode.l10n.t('Effect'),
      user: vscode.l10n.t('User'),
      fullName: vscode.l10n.t('Full name'),
      type: vscode.l10n.t('Type'),
      classes: vscode.l10n.t('Classes'),
      others: vscode.l10n.t('Other changes'),
      findings: vscode.l10n.t('Findings'),
      className: vscode.l10n.t('Class'),
      state: vscode.l10n.t('Effect'),
      learners: vscode.l10n.t('Learners'),
      coaches: vscode.l10n.t('Coaches'),
      changes: vscode.l10n.t('Changes'),
    },
    was: vscode.l10n.t('was {0}'),
    details: vscode.l10n.t('Selected row'),
    bars: vscode.l10n.t('Notes'),
    moreBars: vscode.l10n.t('{0} more'),
    wholeBar: vscode.l10n.t('Show all'),
    lessBars: vscode.l10n.t('Show less'),
    noMatch: vscode.l10n.t('Nothing here. Take a filter away, or search for something else.'),
    shownRows: vscode.l10n.t('{0} shown'),
    error: vscode.l10n.t('Error'),
    warning: vscode.l10n.t('Warning'),
    hint: vscode.l10n.t('Note'),
    written: vscode.l10n.t('written, its roles and classes follow'),
    done: vscode.l10n.t('done'),
    refused: vscode.l10n.t('not done'),
  };
}
