import * as vscode from 'vscode';

const MAX_LENGTH = 200;

/** A name from an archive, a file or a repository as it may be shown: nothing in it disguises it, breaks its line or fills the view. */
export function shownName(name: string): string {
  const text = name.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '\ufffd');
  if (text === '') return vscode.l10n.t('(no name)');
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
