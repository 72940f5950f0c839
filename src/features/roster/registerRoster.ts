import * as vscode from 'vscode';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { usersCsvHover } from './usersCsvHover.ts';

/** Users files in the editor: a template to begin with, and what belongs into each column. */
export function registerRoster(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider([{ pattern: '**/*.csv' }, { language: 'csv' }], usersCsvHover),
    vscode.commands.registerCommand(COMMANDS.newUsersCsv, async () => {
      try {
        const { newUsersCsv } = await import('./newUsersCsv.ts');
        await newUsersCsv(services);
      } catch (error) {
        await showFailure(services.log, vscode.l10n.t('The file cannot be made.'), error);
      }
    }),
  );
}
