import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { SavedFile } from '../../core/exports/job.ts';
import { revealFile } from '../../host/revealFile.ts';

/** Opens a finished export: a table in the editor, an archive below its row. */
export async function openExport(file: SavedFile, expand: () => Thenable<void>): Promise<void> {
  if (!(await isThere(file))) return;
  if (file.kind === 'csv') await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file.path));
  else await expand();
}

/** Says where a finished export lies. */
export async function revealExport(file: SavedFile): Promise<void> {
  if (await isThere(file)) await revealFile(file.path);
}

async function isThere({ path }: SavedFile): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} was moved or deleted. Start the export again to get it anew.', path),
    );
    return false;
  }
}
