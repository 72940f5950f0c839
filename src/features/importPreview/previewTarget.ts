import * as vscode from 'vscode';
import type { CourseNode } from '../courses/courseNode.ts';
import type { RosterEditor } from '../roster/rosterEditor.ts';
import { isTableName } from '../roster/table/isTable.ts';
import { baseName } from './baseName.ts';

/**
 * The file that a preview is asked for: the one of a menu, else that of the active editor, else one that is asked for. The facility of a
 * row in the tree becomes the file's. Undefined if the user chooses nothing.
 */
export async function previewTarget(
  from: vscode.Uri | CourseNode | string | undefined,
  editor: RosterEditor,
): Promise<vscode.Uri | undefined> {
  if (from instanceof vscode.Uri) return from;
  // The link in a preview that nobody answers any more.
  if (typeof from === 'string') return vscode.Uri.parse(from, true);
  if (from?.type === 'place' && from.place.kind === 'facility') {
    const file = await chooseFile(editor, from.place.name);
    const { id, name } = from.place;
    if (file !== undefined)
      await editor.memory.set(file, { facility: { connectionId: from.connection.id, id, name } });
    return file;
  }
  if (editor.active?.table?.kind === 'users') return editor.active.document.uri;
  return chooseFile(editor, undefined);
}

type Choice = vscode.QuickPickItem & { readonly uri?: vscode.Uri };

/** Asks for a users file: one that is open, or another one. */
async function chooseFile(
  editor: RosterEditor,
  facility: string | undefined,
): Promise<vscode.Uri | undefined> {
  const title =
    facility === undefined
      ? vscode.l10n.t('Preview Import')
      : vscode.l10n.t('Preview Import into {0}', facility);
  const open = vscode.workspace.textDocuments.filter(
    (document) => editor.tableOf(document)?.table?.kind === 'users',
  );
  if (open.length > 0) {
    const choices: Choice[] = open.map(({ uri }) => ({
      label: baseName(uri),
      description: vscode.workspace.asRelativePath(uri),
      iconPath: new vscode.ThemeIcon('table'),
      uri,
    }));
    const other: Choice = {
      label: vscode.l10n.t('Another File…'),
      iconPath: new vscode.ThemeIcon('folder-opened'),
    };
    const chosen = await vscode.window.showQuickPick([...choices, other], {
      title,
      placeHolder: vscode.l10n.t('Which users CSV?'),
    });
    if (chosen === undefined || chosen.uri !== undefined) return chosen?.uri;
  }
  const found = await vscode.workspace.findFiles('**/*.csv', '**/node_modules/**', 1);
  const folder = found[0] ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const files = await vscode.window.showOpenDialog({
    title,
    openLabel: vscode.l10n.t('Preview Import'),
    filters: { CSV: ['csv'] },
    ...(folder && { defaultUri: isTableName(folder) ? vscode.Uri.joinPath(folder, '..') : folder }),
  });
  return files?.[0];
}
