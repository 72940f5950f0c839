import * as vscode from 'vscode';
import { askText, BACK, type Step, type WizardPage } from '../../host/wizard.ts';
import type { Answers } from './addConnection.ts';
import type { CodioAnswers } from './askCodio.ts';
import type { KolibriAnswers } from './askKolibri.ts';

const MAX_NAME = 60;

/** The last question: what the connection is called in the tree. */
export function askName(known: CodioAnswers | KolibriAnswers, page: WizardPage): Step<Answers> | undefined {
  if (known.name !== undefined) return undefined;
  return async (_state, step) => {
    const name = await askText({
      ...page,
      step,
      prompt: vscode.l10n.t('The name of this connection in the Courses view'),
      value: known.suggestedName ?? '',
      check: (text) => Promise.resolve(nameProblem(text)),
    });
    return typeof name === 'string' ? { ...known, name } : name === BACK ? BACK : undefined;
  };
}

function nameProblem(text: string): string | undefined {
  if (text === '') return vscode.l10n.t('Enter a name.');
  return text.length > MAX_NAME ? vscode.l10n.t('Use at most {0} characters.', MAX_NAME) : undefined;
}
