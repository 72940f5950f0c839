import type * as vscode from 'vscode';
import { headOf } from './headOf.ts';

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

/** What a header in plain text must have: a user name, by its token or in another case. */
const TOKEN = /user.?name/i;

/**
 * True for plain text of any name that may begin with the header of a users file, which is for `tableKind` to say: a first look, cheap
 * enough for every document and every edit of its first lines. Other languages are never looked into.
 */
export function mayBeUsersFile(document: vscode.TextDocument): boolean {
  const { uri, languageId } = document;
  return (
    languageId === 'plaintext' &&
    !NOT_FILES.has(uri.scheme) &&
    headOf(document).some((line) => TOKEN.test(line))
  );
}

/** True for the name of a table. */
export function isTableName({ path }: vscode.Uri): boolean {
  return /\.(?:csv|tsv)$/i.test(path);
}
