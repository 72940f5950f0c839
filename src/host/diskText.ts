import * as vscode from 'vscode';
import type { Failure } from '../core/platform/failure.ts';
import type { Explanation } from './explanation.ts';

/** Says why a file could not be written. */
export function diskText({ problem, path }: Extract<Failure, { readonly kind: 'disk' }>): Explanation {
  switch (problem) {
    case 'full':
      return {
        short: vscode.l10n.t('disk full'),
        sentence: vscode.l10n.t('The disk is full. Make room, then retry: what has arrived is kept.'),
        mend: 'retry',
      };
    case 'denied':
      return {
        short: vscode.l10n.t('folder not writable'),
        sentence: vscode.l10n.t(
          '{0} cannot be written. Choose another export folder in the settings.',
          path || vscode.l10n.t('The folder'),
        ),
        mend: 'openSettings',
      };
    case 'missing':
      return {
        short: vscode.l10n.t('folder missing'),
        sentence: vscode.l10n.t(
          '{0} is not there. Choose another export folder in the settings.',
          path || vscode.l10n.t('The folder'),
        ),
        mend: 'openSettings',
      };
    case 'other':
      return {
        short: vscode.l10n.t('cannot be saved'),
        sentence: vscode.l10n.t(
          '{0} cannot be written. The log has the details.',
          path || vscode.l10n.t('The file'),
        ),
        mend: 'retry',
      };
  }
}
