import * as vscode from 'vscode';
import type { Missing } from '../core/platform/failure.ts';
import type { Explanation } from './explanation.ts';

/** Says what is not there any more, or never was, and what to do instead. */
export function goneText(missing: Missing): Explanation {
  switch (missing) {
    case 'server':
      return {
        short: vscode.l10n.t('connection removed'),
        sentence: vscode.l10n.t('The connection was removed. Add it again to go on.'),
      };
    case 'kolibri':
      return {
        short: vscode.l10n.t('not a Kolibri'),
        sentence: vscode.l10n.t(
          'Something answers at this address, but not a Kolibri. Compare the address and its path with the browser’s; where they have changed, add the connection again.',
        ),
        mend: 'retry',
      };
    case 'place':
      return {
        short: vscode.l10n.t('not there'),
        sentence: vscode.l10n.t(
          'The server does not know this course, assignment or person any more. Refresh the view.',
        ),
      };
    case 'task':
      return {
        short: vscode.l10n.t('forgotten by the server'),
        sentence: vscode.l10n.t('The server has forgotten this export. Start it again.'),
        mend: 'startAgain',
      };
    case 'link':
      return {
        short: vscode.l10n.t('link expired'),
        sentence: vscode.l10n.t('The link has expired. Start the export again.'),
        mend: 'startAgain',
      };
    case 'file':
      return {
        short: vscode.l10n.t('no file'),
        sentence: vscode.l10n.t('The server finished without a file. Start the export again.'),
        mend: 'startAgain',
      };
    case 'sources':
      return {
        short: vscode.l10n.t('sources are gone'),
        sentence: vscode.l10n.t(
          'The Sources export that this is rendered from was moved or deleted. Start again with a fresh one.',
        ),
        mend: 'startAgain',
      };
    case 'guides':
      return {
        short: vscode.l10n.t('no Guides'),
        sentence: vscode.l10n.t(
          'None of the chosen assignments has Guides in the Sources export; it holds published assignments only. Start again with a fresh one.',
        ),
        mend: 'startAgain',
      };
    case 'manifest':
      return {
        short: vscode.l10n.t('no manifest'),
        sentence: vscode.l10n.t(
          'There is no manifest.json of a close-out in this folder. Choose the dated folder that a close-out has made.',
        ),
      };
  }
}
