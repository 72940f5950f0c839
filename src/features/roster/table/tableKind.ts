import type * as vscode from 'vscode';
import { columnName, csvKinds, type CsvKind } from '../../../core/adopt/csvKind.ts';
import { logTable, type LogColumn } from '../../../core/logs/logTable.ts';
import { cellsOfLine } from '../../../core/roster/scan/cellsOfLine.ts';
import { looksLikeRoster } from '../../../core/roster/header/looksLikeRoster.ts';
import { HEAD_LENGTH, HEAD_LINES, headOf } from './headOf.ts';
import { isTable } from './isTable.ts';

/** What Lectern knows a table as. Only users files have findings. A saved file with nothing in it may become one. */
export type TableKind =
  | { readonly kind: 'users'; readonly isEmpty?: true }
  | { readonly kind: CsvKind; readonly columns: readonly string[] }
  | { readonly kind: 'summaryLogs' | 'sessionLogs'; readonly columns: readonly (LogColumn | undefined)[] };

/** How somebody calls a file of users: `users.csv`, `My School_users.csv`, `Roster 7A.csv`. */
const USERS_NAME = /(?:^|[^a-z])(?:users|roster)(?![a-z])[^/]*\.csv$/i;

/** Nothing but white space, and little of that. */
function isEmpty({ lineCount }: vscode.TextDocument, lines: readonly string[]): boolean {
  return lineCount <= HEAD_LINES && lines.every((line) => line.length < HEAD_LENGTH && line.trim() === '');
}

/**
 * What a document is, by its first lines; undefined for all that Lectern does not know. Plain text is a users file or nothing. An empty
 * file is one if it is meant to be: by its name, or because somebody has said so (`isMeant`).
 */
export function tableKind(document: vscode.TextDocument, isMeant = false): TableKind | undefined {
  const lines = headOf(document);
  if (looksLikeRoster(lines.join('\n'))) return { kind: 'users' };
  if (!isTable(document)) return undefined;
  const { scheme, path } = document.uri;
  if (scheme !== 'untitled' && (isMeant || USERS_NAME.test(path)) && isEmpty(document, lines))
    return { kind: 'users', isEmpty: true };
  const header = cellsOfLine(lines[0] ?? '').map(({ text }) => text);
  if (header.length < 2) return undefined;
  const log = logTable(header);
  if (log !== undefined) return log;
  const [kind] = csvKinds(header);
  return kind === undefined ? undefined : { kind, columns: header.map(columnName) };
}
