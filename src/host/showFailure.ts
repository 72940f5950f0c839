import * as vscode from 'vscode';
import { failureOf, FailureError } from '../core/platform/failure.ts';
import { COMMANDS } from '../manifest.ts';
import { failureText } from './failureText.ts';

/**
 * Tells the user that a command failed: one sentence, one action, and the log. A cancelled command says nothing. What Lectern did
 * not foresee goes to the log with its stack.
 *
 * @param what what did not happen, such as "The courses cannot be listed."
 */
export async function showFailure(
  log: vscode.LogOutputChannel,
  what: string,
  error: unknown,
  signIn?: () => Thenable<unknown>,
): Promise<void> {
  const failure = failureOf(error);
  if (failure.kind === 'cancelled') return;
  log.warn(
    error instanceof FailureError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? '')
        : String(error),
  );
  const { sentence, mend } = failureText(failure);
  const showLog = vscode.l10n.t('Show Log');
  const signInLabel = vscode.l10n.t('Sign In…');
  const actions = mend === 'signIn' && signIn ? [signInLabel, showLog] : [showLog];
  const chosen = await vscode.window.showErrorMessage(`${what} ${sentence}`, ...actions);
  if (chosen === showLog) await vscode.commands.executeCommand(COMMANDS.showLog);
  if (chosen === signInLabel) await signIn?.();
}
