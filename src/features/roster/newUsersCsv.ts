import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { usersTemplate } from '../../core/roster/header/usersTemplate.ts';
import { chooseLocale } from '../exports/chooseLocale.ts';
import type { Services } from '../services.ts';

/** Opens an empty users file, with its columns named in a chosen language, in an editor. */
export async function newUsersCsv(services: Services): Promise<void> {
  const locale = await chooseLocale(services, vscode.l10n.t('New Users CSV from Template'));
  if (locale === undefined) return;
  const document = await vscode.workspace.openTextDocument(await freeUri());
  const editor = await vscode.window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), usersTemplate(locale)));
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
}

/**
 * A name that neither an open document nor a file has: the one that the file is saved under. In the folder of the window, or at home:
 * what is not saved yet survives a reload of the window only if its name is a whole path.
 */
async function freeUri(): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  const at = folder?.uri ?? vscode.Uri.file(homedir());
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.path));
  for (let number = 1; ; number += 1) {
    const file = vscode.Uri.joinPath(at, number === 1 ? 'users.csv' : `users-${number}.csv`);
    if (!open.has(file.path) && !(await exists(file))) return file.with({ scheme: 'untitled' });
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
