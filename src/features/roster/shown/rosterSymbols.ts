import * as vscode from 'vscode';
import { classOutline, type OutlinedClass } from '../../../core/roster/editing/classOutline.ts';
import { outlineOf, type OutlineUser } from '../../../core/roster/editing/outlineOf.ts';
import { counted } from '../../../host/counted.ts';
import type { LiveRoster } from '../table/liveRoster.ts';
import { rangeOf } from './positions.ts';

/** The editor draws an outline as a whole, and asks for it with each edit; of longer files it has the classes only. */
const OUTLINED_USERS = 2_000;

/** The outline: classes, and the users in each unless there are very many. */
export function rosterSymbols(live: LiveRoster): vscode.DocumentSymbolProvider {
  return {
    async provideDocumentSymbols(document, token) {
      const report = await live.whenChecked(token);
      const { roster } = live;
      if (report === undefined || roster === undefined) return undefined;
      if (report.rows === undefined) return [];
      return report.rows > OUTLINED_USERS ? classSymbols(document, live) : userSymbols(document, live);
    },
  };
}

function userSymbols(document: vscode.TextDocument, { roster }: LiveRoster): vscode.DocumentSymbol[] {
  if (roster === undefined) return [];
  const { classes, withoutClass } = outlineOf(roster);
  const group = (
    name: string,
    kind: vscode.SymbolKind,
    users: readonly OutlineUser[],
  ): vscode.DocumentSymbol => {
    const children = users.map((user) => userSymbol(document, user));
    // Its users may be anywhere: a range as far as the last one would have those of other classes in it, and be shown as theirs.
    // The editor asks only that a symbol's selection is in its range; a range of one record is never pinned as a sticky line either.
    const first = children[0]?.range ?? new vscode.Range(0, 0, 0, 0);
    const symbol = new vscode.DocumentSymbol(name, counted(users.length, 'user'), kind, first, first);
    symbol.children = children;
    return symbol;
  };
  const symbols = classes.map(({ name, users }) => group(name, vscode.SymbolKind.Class, users));
  if (withoutClass.length > 0)
    symbols.push(group(vscode.l10n.t('Without a class'), vscode.SymbolKind.Namespace, withoutClass));
  return symbols;
}

function classSymbols(document: vscode.TextDocument, { roster }: LiveRoster): vscode.DocumentSymbol[] {
  if (roster === undefined) return [];
  const { classes, withoutClass } = classOutline(roster);
  const group = (
    name: string,
    kind: vscode.SymbolKind,
    { users, start, end }: OutlinedClass,
  ): vscode.DocumentSymbol => {
    const range = rangeOf(document, start, end);
    return new vscode.DocumentSymbol(name, counted(users, 'user'), kind, range, range);
  };
  const symbols = classes.map((each) => group(each.name, vscode.SymbolKind.Class, each));
  if (withoutClass !== undefined)
    symbols.push(group(vscode.l10n.t('Without a class'), vscode.SymbolKind.Namespace, withoutClass));
  return symbols;
}

function userSymbol(document: vscode.TextDocument, user: OutlineUser): vscode.DocumentSymbol {
  const range = rangeOf(document, user.start, user.end);
  // A symbol without a name is refused by the editor.
  const name = user.username.trim() === '' ? vscode.l10n.t('(no user name)') : user.username;
  return new vscode.DocumentSymbol(name, user.fullName, vscode.SymbolKind.Variable, range, range);
}
