import * as vscode from 'vscode';
import { failureOf } from '../../core/platform/failure.ts';
import { failureText } from '../../host/failureText.ts';
import type { OneAtATime } from '../../host/oneAtATime.ts';
import type { WizardPage } from '../../host/wizard.ts';
import { COMMANDS, SETTINGS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import type { BlueprintDocuments } from './blueprintDocuments.ts';
import type { ImportTarget } from './importTarget.ts';

/** One import of blueprints, from its first question to its end. */
export type Importing = {
  readonly services: Services;
  readonly documents: BlueprintDocuments;
  readonly target: ImportTarget;
  /** What was typed. */
  readonly page: WizardPage;
  /** Goes on with an import after a notification was answered, unless another one has been begun meanwhile. Says what fails. */
  readonly goOn: OneAtATime;
  /** Does what asks for nothing, whatever else is under way. Says what fails. */
  readonly aside: OneAtATime;
};

/**
 * A button of a notification, and what it does: goes on with the import, unless it is said to be `aside`. After what `stays` the
 * notification is there again: the user comes back to it.
 */
export type Offer = readonly [label: string, work: () => Promise<void>, how?: 'aside' | 'stays'];

/**
 * Shows a sentence with buttons. Nobody waits for the answer: until it comes, another import may be begun. While that one asks, an answer
 * leads nowhere, and the buttons stay: what they know is known nowhere else.
 */
export function offer(
  importing: Pick<Importing, 'goOn' | 'aside'>,
  severity: 'error' | 'information',
  sentence: string,
  offers: readonly Offer[],
): void {
  const labels = offers.map(([label]) => label);
  const shown =
    severity === 'error'
      ? vscode.window.showErrorMessage(sentence, ...labels)
      : vscode.window.showInformationMessage(sentence, ...labels);
  void shown.then(async (chosen) => {
    const [, work, how] = offers.find(([label]) => label === chosen) ?? [];
    if (!work) return;
    const begun = await (how === undefined ? importing.goOn : importing.aside)(work);
    if (!begun || how === 'stays') offer(importing, severity, sentence, offers);
  });
}

/**
 * Says that something failed, and offers what mends it, to do it again, and `more`. A failure of the user's own making, by cancelling, is
 * the caller's to say.
 */
export function offerAgain(
  importing: Importing,
  what: string,
  error: unknown,
  again: () => Promise<void>,
  more: readonly Offer[] = [],
): void {
  const { services, target } = importing;
  const failure = failureOf(error);
  services.log.warn(
    `blueprints: ${failure.kind}${failure.kind === 'repository' ? ` (${failure.problem.is})` : ''}`,
  );
  const { sentence, mend } = failureText(failure);
  const log: Offer = [
    vscode.l10n.t('Show Log'),
    async () => {
      await vscode.commands.executeCommand(COMMANDS.showLog);
    },
    'stays',
  ];
  const signIn: Offer = [
    vscode.l10n.t('Sign In…'),
    async () => {
      const { signIn: ask } = await import('../connections/signIn.ts');
      if (await ask(services, target.connection)) await again();
      else offerAgain(importing, what, error, again, more);
    },
  ];
  const settings: Offer = [
    vscode.l10n.t('Open Settings'),
    async () => {
      const id = failure.kind === 'disk' ? SETTINGS.exportsFolder : SETTINGS.networkCaFile;
      await vscode.commands.executeCommand('workbench.action.openSettings', `lectern.${id}`);
    },
    'stays',
  ];
  const first = mend === 'signIn' ? [signIn] : mend === 'openSettings' ? [settings] : [];
  // What only another address mends is not tried again with the same.
  const retry: readonly Offer[] =
    mend !== undefined || more.length === 0 ? [[vscode.l10n.t('Try Again'), again]] : [];
  offer(importing, 'error', `${what} ${sentence}`, [...first, ...retry, ...more, log].slice(0, 3));
}
