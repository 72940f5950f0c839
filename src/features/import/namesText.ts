import * as vscode from 'vscode';

/** Names in one line of a dialog or a bar. */
const NAMES_SHOWN = 12;

/** Names, as many as a line can hold, and how many more there are. */
export function namesText(all: readonly string[]): string {
  const names = all.slice(0, NAMES_SHOWN);
  const more = all.length - names.length;
  const list = names.join(', ');
  return more > 0 ? vscode.l10n.t('{0} and {1} more', list, more) : list;
}
