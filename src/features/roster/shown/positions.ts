import * as vscode from 'vscode';
import type { TextEdit } from '../../../core/roster/fixes/fix.ts';

/** Offsets of the core as a range of the editor. */
export function rangeOf(document: vscode.TextDocument, start: number, end: number): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Edits of the core as those of the editor. */
export function textEdits(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): readonly vscode.TextEdit[] {
  return edits.map(({ start, end, text }) => vscode.TextEdit.replace(rangeOf(document, start, end), text));
}
