import * as vscode from 'vscode';
import { cellAt } from '../../../core/roster/editing/cellAt.ts';
import { cellsOfLine } from '../../../core/roster/scan/cellsOfLine.ts';
import { columnText } from '../texts/columnText.ts';
import { codioColumnText } from '../texts/codioColumnText.ts';
import { logColumnText } from '../texts/logColumnText.ts';
import type { LiveRoster } from '../table/liveRoster.ts';
import { rangeOf } from './positions.ts';
import type { TableKind } from '../table/tableKind.ts';

/** Says of each cell of a users file what belongs into its column. */
export function rosterHover(live: LiveRoster): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const cell = live.roster && cellAt(live.roster, document.offsetAt(position));
      if (cell?.column === undefined) return undefined;
      return new vscode.Hover(
        new vscode.MarkdownString(`**${cell.column}**\n\n${columnText(cell.column)}`),
        rangeOf(document, cell.start, cell.end),
      );
    },
  };
}

/**
 * Says of each cell of another table what its column holds. A line of a cell with several is taken by itself.
 *
 * @param own the document that the table is in: no selector tells two archives apart which hold a file of the same path
 */
export function tableHover(
  table: Exclude<TableKind, { kind: 'users' }>,
  own: vscode.Uri,
): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      if (document.uri.toString() !== own.toString()) return undefined;
      const cells = cellsOfLine(document.lineAt(position.line).text);
      const index = cells.findIndex(
        ({ start, end }) => start <= position.character && position.character <= end,
      );
      const cell = cells[index];
      const isWhole = position.line === 0 || cells.length === table.columns.length;
      const text = isWhole ? textOf(table, index) : undefined;
      if (cell === undefined || text === undefined) return undefined;
      const label = cellsOfLine(document.lineAt(0).text)[index]?.text.replace(/^\uFEFF/, '') ?? '';
      const title = new vscode.MarkdownString();
      title.appendText(label).appendMarkdown(`\n\n${text}`);
      return new vscode.Hover(title, new vscode.Range(position.line, cell.start, position.line, cell.end));
    },
  };
}

function textOf(table: Exclude<TableKind, { kind: 'users' }>, index: number): string | undefined {
  if (table.kind === 'summaryLogs' || table.kind === 'sessionLogs') {
    const column = table.columns[index];
    return column && logColumnText(column);
  }
  const column = table.columns[index];
  return column === undefined ? undefined : codioColumnText(column);
}
