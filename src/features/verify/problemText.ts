import * as vscode from 'vscode';
import type { Finding } from '../../core/verify/verifyReport.ts';

/** What is wrong with a file, in a word or two. */
export function problemText(problem: Finding['problem']): string {
  switch (problem) {
    case 'missing':
      return vscode.l10n.t('missing');
    case 'changed':
      return vscode.l10n.t('changed');
    case 'unreadable':
      return vscode.l10n.t('unreadable');
    case 'extra':
      return vscode.l10n.t('not in the manifest');
  }
}
