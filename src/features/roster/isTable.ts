import type * as vscode from 'vscode';

/** Documents that show something else than a file to be edited: old versions, logs, search results. */
const NOT_FILES = new Set([
  'git',
  'gitfs',
  'output',
  'search-editor',
  'comment',
  'vscode-scm',
  'debug',
  'walkThrough',
]);

/** True for a document that may be a table: by its name, or by the language of any of the CSV extensions. */
export function isTable({ uri, languageId }: Pick<vscode.TextDocument, 'uri' | 'languageId'>): boolean {
  return !NOT_FILES.has(uri.scheme) && (isTableName(uri) || /\b(?:csv|tsv)\b/.test(languageId));
}

/** True for the name of a table. */
export function isTableName({ path }: vscode.Uri): boolean {
  return /\.(?:csv|tsv)$/i.test(path);
}
