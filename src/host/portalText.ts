import { STATUS_CODES } from 'node:http';
import * as vscode from 'vscode';
import type { PortalProblem } from '../core/platform/failure.ts';
import type { Explanation } from './explanation.ts';

/** Says why a data portal did not do it. `status` is what it answered with when it refused. */
export function portalText(problem: PortalProblem, status = 0): Explanation {
  switch (problem) {
    case 'offline':
      return {
        short: vscode.l10n.t('data portal not reached'),
        sentence: vscode.l10n.t(
          'The Kolibri server cannot reach the data portal. Check its internet connection, then try again.',
        ),
        mend: 'retry',
      };
    case 'badToken':
      return {
        short: vscode.l10n.t('token not known'),
        sentence: vscode.l10n.t(
          'The data portal does not know this project token. Check it with whoever gave it to you.',
        ),
      };
    case 'refused': {
      const meaning = STATUS_CODES[status];
      const answer = meaning === undefined ? String(status) : `${status} (${meaning})`;
      return {
        short: vscode.l10n.t('data portal answered {0}', status),
        sentence: vscode.l10n.t('The data portal answered {0}. Try again later.', answer),
        mend: 'retry',
      };
    }
  }
}
