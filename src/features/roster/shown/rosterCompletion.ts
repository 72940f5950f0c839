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

/**
 * Offers what a cell may hold where that is known, and elsewhere nothing at all: where nobody has an answer VS Code offers the words of
 * the file, among them the passwords of others.
 */
export function rosterCompletion(live: LiveRoster): vscode.CompletionItemProvider {
  return {
    provideCompletionItems(document, position, _token, { triggerKind }) {
      const found = live.roster && completionsAt(live.roster, document.offsetAt(position));
      const range = found && rangeOf(document, found.start, found.end);
      // The editor takes completions for one line only.
      if (found !== undefined && range?.isSingleLine === true && found.values.length > 0)
        return found.values.map((value, number) => {
          const item = new vscode.CompletionItem(value, KINDS[found.kind]);
          item.range = { inserting: range.with(undefined, position), replacing: range };
          item.sortText = String(number).padStart(5, '0');
          return item;
        });
      // Words come for what is typed, not for a character that asks for completions.
      return triggerKind === vscode.CompletionTriggerKind.TriggerCharacter
        ? []
        : [nothing(document, position)];
    },
  };
}

/** Keeps the words away, and is not shown itself: it fits nothing of the line before it. Only where there is none it says what it is. */
function nothing(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem {
  const item = new vscode.CompletionItem(vscode.l10n.t('No suggestions'), vscode.CompletionItemKind.Value);
  const before = new vscode.Range(position.with(undefined, 0), position);
  // To take it changes nothing.
  item.insertText = document.getText(before);
  item.filterText = ' ';
  item.range = { inserting: before, replacing: before };
  return item;
}
