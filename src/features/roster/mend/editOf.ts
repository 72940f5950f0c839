import * as vscode from 'vscode';
import type { TextEdit } from '../../../core/roster/fixes/fix.ts';
import { textEdits } from '../shown/positions.ts';

/** The edits of the core as one step of the editor, to be undone as one. */
export function editOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  if (edits.length > 0) edit.set(document.uri, [...textEdits(document, edits)]);
  return edit;
}
