import type * as vscode from 'vscode';
import { columnName, csvKinds, type CsvKind } from '../../core/adopt/csvKind.ts';
import { logTable, type LogColumn } from '../../core/logs/logTable.ts';
import { cellsOfLine } from '../../core/roster/scan/cellsOfLine.ts';
import { looksLikeRoster } from '../../core/roster/header/looksLikeRoster.ts';

/** What Lectern knows a table as. Only users files have findings. A saved file with nothing in it may become one. */
export type TableKind =
  | { readonly kind: 'users'; readonly isEmpty?: true }
  | { readonly kind: CsvKind; readonly columns: readonly string[] }
  | { readonly kind: 'summaryLogs' | 'sessionLogs'; readonly columns: readonly (LogColumn | undefined)[] };

const HEAD_LINES = 20;
/** A line of a file that is no table can be as long as the file. */
const HEAD_LENGTH = 16_384;

/** Nothing but white space, and little of that. */
function isEmpty({ lineCount }: vscode.TextDocument, lines: readonly string[]): boolean {
  return lineCount <= HEAD_LINES && lines.every((line) => line.length < HEAD_LENGTH && line.trim() === '');
}

/** What a table is, by its first lines; undefined for all that Lectern does not know. */
export function tableKind(document: vscode.TextDocument): TableKind | undefined {
  const lines: string[] = [];
  for (let number = 0; number < Math.min(document.lineCount, HEAD_LINES); number++)
    lines.push(document.lineAt(number).text.slice(0, HEAD_LENGTH));
  if (looksLikeRoster(lines.join('\n'))) return { kind: 'users' };
  if (document.uri.scheme !== 'untitled' && /\.csv$/i.test(document.uri.path) && isEmpty(document, lines))
    return { kind: 'users', isEmpty: true };
  const header = cellsOfLine(lines[0] ?? '').map(({ text }) => text);
  if (header.length < 2) return undefined;
  const log = logTable(header);
  if (log !== undefined) return log;
  const [kind] = csvKinds(header);
  return kind === undefined ? undefined : { kind, columns: header.map(columnName) };
}
