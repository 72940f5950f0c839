import * as vscode from 'vscode';
import { cellsOfLine } from '../../core/roster/cellsOfLine.ts';
import { columnOf } from '../../core/roster/headerToken.ts';
import { columnText } from './columnText.ts';

/** Says of each cell of a users file what belongs into its column. Files with another header have no hover. */
export const usersCsvHover: vscode.HoverProvider = {
  provideHover(document, position) {
    const header = cellsOfLine(document.lineAt(0).text.replace(/^\uFEFF/, ''));
    const columns = header.map(({ text }) => columnOf(text));
    if (!columns.includes('USERNAME') || !columns.includes('USER_TYPE')) return undefined;
    const cells = cellsOfLine(document.lineAt(position.line).text);
    const at = cells.findIndex(({ start, end }) => start <= position.character && position.character <= end);
    const column = columns[at];
    const cell = cells[at];
    if (column === undefined || cell === undefined) return undefined;
    const range = new vscode.Range(position.line, cell.start, position.line, cell.end);
    return new vscode.Hover(new vscode.MarkdownString(`**${column}**\n\n${columnText(column)}`), range);
  },
};
