import * as vscode from 'vscode';
import type { Failure } from '../core/platform/failure.ts';
import type { Explanation } from './explanation.ts';

/** Says what is wrong with a file that came. */
export function damagedText({ problem }: Extract<Failure, { readonly kind: 'damaged' }>): Explanation {
  switch (problem) {
    case 'truncated':
      return {
        short: vscode.l10n.t('download broke off'),
        sentence: vscode.l10n.t('The download broke off. Retry goes on from where it stopped.'),
        mend: 'retry',
      };
    case 'webPage':
      return {
        short: vscode.l10n.t('a web page came'),
        sentence: vscode.l10n.t('The server sent a web page instead of the file. Start the export again.'),
        mend: 'startAgain',
      };
    case 'wrongKind':
      return {
        short: vscode.l10n.t('another kind of file'),
        sentence: vscode.l10n.t(
          'The server sent another kind of file than this export is. Start the export again.',
        ),
        mend: 'retry',
      };
    case 'manifest':
      return {
        short: vscode.l10n.t('manifest is damaged'),
        sentence: vscode.l10n.t('The manifest.json in this folder is damaged, or not of a close-out.'),
      };
    case 'unreadable':
      return {
        short: vscode.l10n.t('file is damaged'),
        sentence: vscode.l10n.t('The file that arrived cannot be read to its end. Start the export again.'),
        mend: 'startAgain',
      };
  }
}
