import * as vscode from 'vscode';

/** Said where several files are given at once: each has a preview of its own. */
export function oneFileText(): string {
  return vscode.l10n.t('Blueprints are imported file by file. Choose one JSON file.');
}
