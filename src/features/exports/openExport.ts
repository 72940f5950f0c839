import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Job, SavedFile } from '../../core/exports/job.ts';
import { openInSystem } from '../../host/openInSystem.ts';
import { revealFile } from '../../host/revealFile.ts';
import { COMMANDS } from '../../manifest.ts';
import { jobNode } from './jobRow.ts';

/** Opens a finished export: a text in the editor, an archive below its row, a PDF where the system shows it. */
export async function openExport(job: Job, file: SavedFile, expand: () => Thenable<void>): Promise<void> {
  if (!(await isThere(job, file))) return;
  const { kind, path } = file;
  if (kind === 'csv' || kind === 'json')
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path));
  else if (kind === 'pdf') await openInSystem(path);
  else await expand();
}

/** Says where a finished export lies. */
export async function revealExport(job: Job, file: SavedFile): Promise<void> {
  if (await isThere(job, file)) await revealFile(file.path);
}

async function isThere(job: Job, { path }: SavedFile): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    void offerAnew(job, path);
    return false;
  }
}

async function offerAnew(job: Job, path: string): Promise<void> {
  const again = vscode.l10n.t('Start Again');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} was moved or deleted. Start the export again to get it anew.', path),
    again,
  );
  if (chosen === again) await vscode.commands.executeCommand(COMMANDS.startAgain, jobNode(job));
}
