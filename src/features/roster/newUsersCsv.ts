import * as vscode from 'vscode';
import { usersTemplate } from '../../core/roster/usersTemplate.ts';
import { chooseLocale } from '../exports/chooseLocale.ts';
import type { Services } from '../services.ts';

/** Opens an empty users file, with its columns named in a chosen language, in an editor. */
export async function newUsersCsv(services: Services): Promise<void> {
  const locale = await chooseLocale(services, vscode.l10n.t('New Users CSV from Template'));
  if (locale === undefined) return;
  const document = await vscode.workspace.openTextDocument(freeUri());
  const editor = await vscode.window.showTextDocument(document);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), usersTemplate(locale)));
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
}

/** A name that no open document has: the one that the file is saved under unless somebody says otherwise. */
function freeUri(): vscode.Uri {
  const taken = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  for (let number = 1; ; number += 1) {
    const uri = vscode.Uri.parse(number === 1 ? 'untitled:users.csv' : `untitled:users-${number}.csv`);
    if (!taken.has(uri.toString())) return uri;
  }
}
