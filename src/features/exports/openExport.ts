import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { SavedFile } from '../../core/exports/job/job.ts';
import { openInSystem } from '../../host/openInSystem.ts';
import { revealFile } from '../../host/revealFile.ts';

/** What gets an export again whose file is gone. */
export type Anew = {
  readonly label: string;
  /** Says how, in one sentence. */
  readonly hint: string;
  readonly get: () => Thenable<unknown>;
};

/** A finished export on disk. */
export type Saved = { readonly file: SavedFile; readonly anew: Anew };

/** Opens a finished export: a text in the editor, an archive below its row, a PDF where the system shows it. */
export async function openExport(file: SavedFile, anew: Anew, expand: () => Thenable<void>): Promise<void> {
  if (!(await isThere(file, anew))) return;
  const { kind, path } = file;
  if (kind === 'csv' || kind === 'json')
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path));
  else if (kind === 'pdf') await openInSystem(path);
  else await expand();
}

/** Says where a finished export lies. */
export async function revealExport(file: SavedFile, anew: Anew): Promise<void> {
  if (await isThere(file, anew)) await revealFile(file.path);
}

async function isThere({ path }: SavedFile, anew: Anew): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    void offerAnew(path, anew);
    return false;
  }
}

async function offerAnew(path: string, { label, hint, get }: Anew): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(
    `${vscode.l10n.t('{0} was moved or deleted.', path)} ${hint}`,
    label,
  );
  if (chosen === label) await get();
}
