import * as vscode from 'vscode';
import { placeName } from '../../core/exports/exportLabel.ts';
import type { Job } from '../../core/exports/job/job.ts';
import { fileSize } from '../../host/fileSize.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import { exportTitle } from './exportTitle.ts';
import { jobFailureText } from './jobFailureText.ts';
import { jobNode } from './jobRow.ts';

/** A job that took longer than this is announced, because the user has turned to something else. */
const LONG_MS = 60_000;

/** Tells of jobs that have just ended, as far as a person must know. */
export async function announceEnded(batch: readonly Job[]): Promise<void> {
  const failed = batch.filter(({ state }) => state.step === 'failed');
  const done = batch.filter(
    (job) =>
      job.state.step === 'done' &&
      // Who has adopted a file was told where it went.
      !job.state.adopted &&
      // A cancelled retry ends as the partial export that it was: that is old news too.
      Date.now() - Date.parse(job.state.finishedAt) < LONG_MS &&
      (!vscode.window.state.focused || tookMs(job) > LONG_MS),
  );
  await Promise.all([announceDone(done), announceFailed(failed)]);
}

async function announceDone(done: readonly Job[]): Promise<void> {
  const [first] = done;
  if (first?.state.step !== 'done') return;
  const { size } = first.state.file;
  const text =
    done.length === 1
      ? vscode.l10n.t(
          '{0} of {1}: saved ({2}).',
          exportTitle(first.request.kind),
          placeName(first.request),
          fileSize(size),
        )
      : vscode.l10n.t('{0} exports are saved.', done.length);
  const open = vscode.l10n.t('Open');
  const show = vscode.l10n.t('Show');
  const chosen = await vscode.window.showInformationMessage(text, done.length === 1 ? open : show);
  if (chosen === open) await vscode.commands.executeCommand(COMMANDS.openExport, jobNode(first));
  if (chosen === show) await vscode.commands.executeCommand(`${VIEWS.exports}.focus`);
}

async function announceFailed(failed: readonly Job[]): Promise<void> {
  const [first] = failed;
  if (first?.state.step !== 'failed') return;
  if (failed.length > 1) {
    const show = vscode.l10n.t('Show');
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t('{0} exports have failed.', failed.length),
      show,
    );
    if (chosen === show) await vscode.commands.executeCommand(`${VIEWS.exports}.focus`);
    return;
  }
  const { sentence, mend } = jobFailureText(first, first.state.failure);
  const text = vscode.l10n.t(
    '{0} of {1} could not be saved. {2}',
    exportTitle(first.request.kind),
    placeName(first.request),
    sentence,
  );
  const mends = {
    signIn: vscode.l10n.t('Sign In…'),
    retry: vscode.l10n.t('Retry'),
    startAgain: vscode.l10n.t('Start Again'),
    openSettings: vscode.l10n.t('Open Settings'),
    handOver: vscode.l10n.t('Export in Browser…'),
  };
  const showLog = vscode.l10n.t('Show Log');
  const chosen = await vscode.window.showErrorMessage(text, ...(mend ? [mends[mend]] : []), showLog);
  if (chosen === showLog) await vscode.commands.executeCommand(COMMANDS.showLog);
  if (chosen === mends.signIn) await vscode.commands.executeCommand(COMMANDS.signIn, jobNode(first));
  if (chosen === mends.retry || chosen === mends.startAgain)
    await vscode.commands.executeCommand(COMMANDS.retryExport, jobNode(first));
  if (chosen === mends.handOver) await vscode.commands.executeCommand(COMMANDS.handOver, jobNode(first));
  if (chosen === mends.openSettings)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'lectern.exports.folder');
}

function tookMs({ createdAt, state }: Job): number {
  return 'finishedAt' in state ? Date.parse(state.finishedAt) - Date.parse(createdAt) : 0;
}
