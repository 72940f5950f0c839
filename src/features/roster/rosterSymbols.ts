import * as vscode from 'vscode';
import { outlineOf, type OutlineUser } from '../../core/roster/outlineOf.ts';
import type { LiveRoster } from './liveRoster.ts';
import { rangeOf } from './positions.ts';

/** The outline is drawn as a whole; of longer files it has the beginning. */
const OUTLINE_USERS = 5_000;

/** The outline: classes, and the users in each. */
export function rosterSymbols(live: LiveRoster): vscode.DocumentSymbolProvider {
  return {
    provideDocumentSymbols(document) {
      if (live.roster === undefined) return undefined;
      const { classes, withoutClass } = outlineOf(live.roster, OUTLINE_USERS);
      const group = (
        name: string,
        kind: vscode.SymbolKind,
        users: readonly OutlineUser[],
      ): vscode.DocumentSymbol => {
        const children = users.map((user) => userSymbol(document, user));
        const [first] = children;
        const range = children.reduce(
          (whole, child) => whole.union(child.range),
          first?.range ?? new vscode.Range(0, 0, 0, 0),
        );
        const symbol = new vscode.DocumentSymbol(name, '', kind, range, first?.range ?? range);
        symbol.children = children;
        return symbol;
      };
      return [
        ...classes.map(({ name, users }) => group(name, vscode.SymbolKind.Class, users)),
        ...(withoutClass.length === 0
          ? []
          : [group(vscode.l10n.t('Without a class'), vscode.SymbolKind.Namespace, withoutClass)]),
      ];
    },
  };
}

function userSymbol(document: vscode.TextDocument, user: OutlineUser): vscode.DocumentSymbol {
  const range = rangeOf(document, user.start, user.end);
  // A symbol without a name is refused by the editor.
  const name = user.username.trim() === '' ? vscode.l10n.t('(no user name)') : user.username;
  return new vscode.DocumentSymbol(name, user.fullName, vscode.SymbolKind.Variable, range, range);
}
