import * as vscode from 'vscode';
import type { Finding } from '../../core/roster/finding.ts';
import type { Fix, TextEdit } from '../../core/roster/fix.ts';
import { fixAllSafe, fixMany } from '../../core/roster/fixMany.ts';
import { fixesOf } from '../../core/roster/fixesOf.ts';
import type { Roster } from '../../core/roster/roster.ts';
import { COMMANDS } from '../../manifest.ts';
import { fixAllTitle, fixTitle } from './fixTitle.ts';
import { inSlices } from './inSlices.ts';
import type { LiveRoster } from './liveRoster.ts';
import { textEdits } from './positions.ts';

/** "Fix all" of the editor, and of saving where somebody wants that. */
export const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('lectern');

/** A code action whose edits are made when it is chosen: some change the whole file. */
class LaterAction extends vscode.CodeAction {
  readonly make: (roster: Roster) => Generator<unknown, readonly TextEdit[]>;

  constructor(title: string, kind: vscode.CodeActionKind, make: LaterAction['make']) {
    super(title, kind);
    this.make = make;
  }
}

/** Quick fixes: of one finding, of all of its kind, and of all that is safe to mend. */
export function rosterActions(live: LiveRoster): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, range, { only, diagnostics }) {
      const { roster } = live;
      if (roster === undefined) return [];
      const actions: vscode.CodeAction[] = [];
      if (only?.intersects(FIX_ALL))
        actions.push(new LaterAction(vscode.l10n.t('Fix all safe problems'), FIX_ALL, fixAllSafe));
      if (only !== undefined && !only.contains(vscode.CodeActionKind.QuickFix)) return actions;
      const start = document.offsetAt(range.start);
      const end = document.offsetAt(range.end);
      const report = live.freshReport();
      const all = report?.findings ?? [];
      const here = all.filter((finding) => finding.start <= end && finding.end >= start);
      for (const finding of here) {
        const shown = diagnostics.filter((diagnostic) => isOf(diagnostic, finding, document));
        for (const action of actionsOf(roster, finding, all)) {
          if (shown.length > 0) action.diagnostics = shown;
          actions.push(action);
        }
      }
      if (here.length > 0)
        actions.push(
          new LaterAction(vscode.l10n.t('Fix all safe problems'), vscode.CodeActionKind.QuickFix, fixAllSafe),
        );
      return actions;
    },

    async resolveCodeAction(action, token) {
      const { roster, document } = live;
      if (!(action instanceof LaterAction) || roster === undefined) return action;
      const { version } = document;
      const isWanted = (): boolean => !token.isCancellationRequested && document.version === version;
      const edits = await inSlices(action.make(roster), isWanted);
      if (edits !== undefined) action.edit = editOf(document, edits);
      return action;
    },
  };
}

/** The edits of the core as one step of the editor, to be undone as one. */
export function editOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...textEdits(document, edits)]);
  return edit;
}

function actionsOf(roster: Roster, finding: Finding, all: readonly Finding[]): vscode.CodeAction[] {
  const { QuickFix } = vscode.CodeActionKind;
  if (finding.code === 'not-utf-8') return encodingActions();
  // It rewrites every line: only when it is chosen.
  if (finding.code === 'wrong-delimiter') {
    const title = fixTitle({ kind: 'commas', becomes: '' });
    return [
      new LaterAction(title, QuickFix, () => inOneStep(() => fixesOf(roster, finding)[0]?.edits ?? [])),
    ];
  }
  const fixes = fixesOf(roster, finding);
  const actions: vscode.CodeAction[] = fixes.map(
    (fix) => new LaterAction(fixTitle(fix), QuickFix, () => inOneStep(() => fix.edits)),
  );
  const [first] = actions;
  if (first !== undefined) first.isPreferred = true;
  const kinds = new Set(fixes.map(({ kind }) => kind));
  if (all.some((other) => other.code === finding.code && other.start !== finding.start))
    for (const kind of kinds)
      actions.push(new LaterAction(fixAllTitle(kind), QuickFix, (now) => allOfKind(now, finding, kind)));
  return actions;
}

/** Work of one step. */
function* inOneStep(make: () => readonly TextEdit[]): Generator<unknown, readonly TextEdit[]> {
  yield;
  return make();
}

function allOfKind(
  roster: Roster,
  { code }: Finding,
  kind: Fix['kind'],
): Generator<unknown, readonly TextEdit[]> {
  return fixMany(roster, (fix, finding) => finding.code === code && fix.kind === kind);
}

function encodingActions(): vscode.CodeAction[] {
  const action = (title: string, command: string): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.command = { title, command };
    return made;
  };
  return [
    action(vscode.l10n.t('Convert to UTF-8…'), COMMANDS.convertToUtf8),
    action(vscode.l10n.t('Reopen with Encoding…'), 'workbench.action.editor.changeEncoding'),
  ];
}

function isOf(diagnostic: vscode.Diagnostic, finding: Finding, document: vscode.TextDocument): boolean {
  const { code, range } = diagnostic;
  return (
    typeof code === 'object' &&
    code.value === finding.code &&
    document.offsetAt(range.start) === finding.start
  );
}
