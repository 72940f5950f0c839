import * as vscode from 'vscode';
import type { TextEdit } from '../../../core/roster/fixes/fix.ts';
import { rangeOf } from '../shown/positions.ts';

/**
 * Leaves selections where they are in the table when the next change of a document is made of just these edits: whoever makes it, as a
 * quick fix is applied by the editor. By itself the editor puts a selection to the end of what is written anew around it.
 *
 * @param edits in order, without overlaps
 * @param offsetsAfter where offsets of the document are after the change
 * @param scrolls whether the editor scrolls to where it puts the selection, as it does in formatting
 */
export function keepPlaces(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
  offsetsAfter: (offsets: readonly number[]) => ReadonlyMap<number, number>,
  scrolls = false,
): void {
  const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
  if (edits.length === 0 || editors.length === 0) return;
  const ends = (selection: vscode.Selection): readonly [number, number] => [
    document.offsetAt(selection.anchor),
    document.offsetAt(selection.active),
  ];
  const places = editors.map((editor) => ({
    editor,
    selections: editor.selections.map(ends),
    middle: document.offsetAt(middleOf(editor)),
  }));
  const after = offsetsAfter(places.flatMap(({ selections, middle }) => [...selections.flat(), middle]));
  const positionOf = (offset: number): vscode.Position => document.positionAt(after.get(offset) ?? offset);
  const waiting = vscode.Disposable.from(
    vscode.workspace.onDidCloseTextDocument((closed) => {
      if (closed === document) waiting.dispose();
    }),
    vscode.workspace.onDidChangeTextDocument((event) => {
      // That it has unsaved changes now is told as well, as a change of nothing.
      if (event.document !== document || event.contentChanges.length === 0) return;
      waiting.dispose();
      if (!isMadeOf(event, edits)) return;
      for (const { editor, selections, middle } of places) {
        if (!vscode.window.visibleTextEditors.includes(editor)) continue;
        editor.selections = selections.map(
          ([anchor, active]) => new vscode.Selection(positionOf(anchor), positionOf(active)),
        );
        const inSight = positionOf(middle);
        if (scrolls)
          editor.revealRange(new vscode.Range(inSight, inSight), vscode.TextEditorRevealType.InCenter);
      }
    }),
  );
}

/** The line at the centre: the editor leaves room for its sticky lines above one that it puts to the top. */
function middleOf({ visibleRanges, selection }: vscode.TextEditor): vscode.Position {
  const [first] = visibleRanges;
  const last = visibleRanges.at(-1);
  if (first === undefined || last === undefined) return selection.active;
  return new vscode.Position(Math.floor((first.start.line + last.end.line) / 2), 0);
}

/** The editor may have put the edits together: as much has been added, and the first and the last of them are there. */
function isMadeOf(
  { document, contentChanges }: vscode.TextDocumentChangeEvent,
  edits: readonly TextEdit[],
): boolean {
  const added = edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  const isThere = (edit: TextEdit | undefined, end: number): boolean =>
    edit === undefined || document.getText(rangeOf(document, end - edit.text.length, end)) === edit.text;
  const [first] = edits;
  const last = edits.at(-1);
  return (
    contentChanges.reduce((sum, { rangeLength, text }) => sum + text.length - rangeLength, 0) === added &&
    isThere(first, (first?.start ?? 0) + (first?.text.length ?? 0)) &&
    isThere(last, (last?.end ?? 0) + added)
  );
}
