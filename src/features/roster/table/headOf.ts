import type * as vscode from 'vscode';

/** How many lines tell what a document is. */
export const HEAD_LINES = 20;
/** A line of a file that is no table can be as long as the file. */
export const HEAD_LENGTH = 16_384;

/** The first lines of a document, none longer than 16 KiB. */
export function headOf(document: Pick<vscode.TextDocument, 'lineCount' | 'lineAt'>): readonly string[] {
  const lines: string[] = [];
  for (let number = 0; number < Math.min(document.lineCount, HEAD_LINES); number++)
    lines.push(document.lineAt(number).text.slice(0, HEAD_LENGTH));
  return lines;
}

/** True if an edit can change what a document is. */
export function touchesHead({ contentChanges }: vscode.TextDocumentChangeEvent): boolean {
  return contentChanges.some(({ range }) => range.start.line < HEAD_LINES);
}
