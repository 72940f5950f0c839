import * as vscode from 'vscode';
import { type Completions, completionsAt } from '../../../core/roster/editing/completionsAt.ts';
import type { LiveRoster } from '../table/liveRoster.ts';
import { rangeOf } from './positions.ts';

const KINDS: Readonly<Record<Completions['kind'], vscode.CompletionItemKind>> = {
  column: vscode.CompletionItemKind.Field,
  userType: vscode.CompletionItemKind.EnumMember,
  gender: vscode.CompletionItemKind.EnumMember,
  class: vscode.CompletionItemKind.Class,
};

/** Offers what a cell may hold where that is known. */
export function rosterCompletion(live: LiveRoster): vscode.CompletionItemProvider {
  return {
    provideCompletionItems(document, position) {
      const found = live.roster && completionsAt(live.roster, document.offsetAt(position));
      if (found === undefined) return undefined;
      const range = rangeOf(document, found.start, found.end);
      // The editor takes completions for one line only.
      if (!range.isSingleLine) return undefined;
      return found.values.map((value, number) => {
        const item = new vscode.CompletionItem(value, KINDS[found.kind]);
        item.range = { inserting: range.with(undefined, position), replacing: range };
        item.sortText = String(number).padStart(5, '0');
        return item;
      });
    },
  };
}
