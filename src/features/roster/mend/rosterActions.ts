import * as vscode from 'vscode';
import { canDecode } from '../../../core/roster/encoding/decodeBytes.ts';
import type { Finding } from '../../../core/roster/findings/finding.ts';
import type { Fix, TextEdit } from '../../../core/roster/fixes/fix.ts';
import { fixAllSafe, fixMany } from '../../../core/roster/fixes/fixMany.ts';
import { findingsAround } from '../../../core/roster/findings/findingsAround.ts';
import { isLive } from '../../../core/roster/findings/isLive.ts';
import { fixesOf } from '../../../core/roster/fixes/fixesOf.ts';
import type { FindingCode } from '../../../core/roster/findings/findingCode.ts';
import type { Roster } from '../../../core/roster/roster.ts';
import { type FixChoice, isChosen } from '../../../core/roster/fixes/tallyFixes.ts';
import { COMMANDS } from '../../../manifest.ts';
import { fixAllTitle } from './fixAllTitle.ts';
import { fixTitle } from './fixTitle.ts';
import type { LiveRoster } from '../table/liveRoster.ts';
import { type Mending, mendInSlices } from './mendInSlices.ts';

/** "Fix all" of the editor, and of saving where somebody wants that. */
export const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('lectern');

/** A code action whose edits are made when it is chosen: some change the whole file. */
class LaterAction extends vscode.CodeAction {
  readonly make: Mending;

  constructor(title: string, kind: vscode.CodeActionKind, make: Mending) {
    super(title, kind);
    this.make = make;
  }
}

/** Quick fixes: of one finding, of all of its kind, and of all that is safe to mend. */
export function rosterActions(live: LiveRoster): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, { only, diagnostics }, token) {
      const { roster } = live;
      if (roster === undefined) return [];
      const wantsFixes = only === undefined || only.contains(vscode.CodeActionKind.QuickFix);
      const start = document.offsetAt(range.start);
      const end = document.offsetAt(range.end);
      const here = wantsFixes ? findingsAround(roster, { start, end }, 0).findings : [];
      const actions: vscode.CodeAction[] = [];
      for (const finding of here) {
        const shown = diagnostics.filter((diagnostic) => isOf(diagnostic, finding, document));
        for (const action of [
          ...actionsOf(roster, finding),
          ...(await manyActions(live, roster, finding, token)),
          ...(isLive(finding) ? [readAgain()] : []),
        ]) {
          if (shown.length > 0) action.diagnostics = shown;
          actions.push(action);
        }
      }
      const kinds = [
        ...(only?.intersects(FIX_ALL) === true ? [FIX_ALL] : []),
        ...(here.length > 0 ? [vscode.CodeActionKind.QuickFix] : []),
      ];
      if (kinds.length > 0 && (await live.hasSafeFix(token)))
        for (const kind of kinds)
          actions.push(new LaterAction(vscode.l10n.t('Fix all safe problems'), kind, fixAllSafe));
      return actions;
    },

    async resolveCodeAction(action, token) {
      const { roster, document } = live;
      if (!(action instanceof LaterAction) || roster === undefined) return action;
      const edit = await mendInSlices(document, roster, action.make, { token });
      if (edit !== undefined) action.edit = edit;
      return action;
    },
  };
}

/** What is done everywhere in the file by another fix, or to the file as a whole. */
const ONCE: ReadonlySet<Fix['kind']> = new Set([
  'commas',
  'addColumn',
  'addColumns',
  'addHeader',
  'removeColumn',
  'removeEmptyColumns',
]);

/** What one value of a cell stands for may differ from that of another: each is its own choice. */
const BY_VALUE: ReadonlySet<FindingCode> = new Set([
  'user-type-invalid',
  'gender-invalid',
  'class-spelling',
  'class-lookalike',
]);

function actionsOf(roster: Roster, finding: Finding): vscode.CodeAction[] {
  if (finding.code === 'not-utf-8') return encodingActions(roster);
  if (finding.code === 'repeated-byte-order-mark')
    return [commandAction(vscode.l10n.t('Remove the byte order marks…'), COMMANDS.convertToUtf8)];
  const actions: vscode.CodeAction[] = fixesOf(roster, finding).map(
    (fix) =>
      new LaterAction(
        fixTitle(fix),
        vscode.CodeActionKind.QuickFix,
        fix.steps ?? (() => inOneStep(fix.edits)),
      ),
  );
  const [first] = actions;
  if (first !== undefined) first.isPreferred = true;
  return actions;
}

/** The same everywhere in the file, where there is more than one to mend; with how many there are. */
async function manyActions(
  live: LiveRoster,
  roster: Roster,
  finding: Finding,
  token: vscode.CancellationToken,
): Promise<vscode.CodeAction[]> {
  const { code } = finding;
  const actions: vscode.CodeAction[] = [];
  let before = 1;
  for (const choice of choicesOf(code, fixesOf(roster, finding))) {
    const tally = await live.tally(choice, token);
    // What comes to no more than another one does says the same.
    const isMore = choice.becomes === undefined ? (tally?.count ?? 0) > before : (tally?.count ?? 0) > 1;
    if (tally === undefined || !isMore) continue;
    before = tally.count;
    actions.push(
      new LaterAction(fixAllTitle(choice, tally), vscode.CodeActionKind.QuickFix, (now) =>
        fixMany(now, isChosen(choice)),
      ),
    );
  }
  return actions;
}

/** What can be done to many for each fix of one. */
function choicesOf(code: FindingCode, fixes: readonly Fix[]): readonly FixChoice[] {
  const many = fixes.filter(({ kind }) => !ONCE.has(kind));
  const all = [...new Set(many.map(({ kind }) => kind))].map((kind) => ({ code, kind }));
  if (!BY_VALUE.has(code)) return all;
  const each = many.map(({ kind, becomes }) => ({ code, kind, becomes }));
  // There is one spelling of each class to choose, whichever class it is.
  return [...each, ...all.filter(({ kind }) => kind === 'className')];
}

/** What is known already. */
function* inOneStep(edits: readonly TextEdit[]): Generator<unknown, readonly TextEdit[]> {
  yield;
  return edits;
}

function commandAction(title: string, command: string): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { title, command };
  return made;
}

/** What rests on users and classes that were read some time ago. */
function readAgain(): vscode.CodeAction {
  return commandAction(vscode.l10n.t('Read the users and classes again'), COMMANDS.refreshRosterFacility);
}

/** What cannot be told cannot be converted: somebody has to say what it is. */
function encodingActions({ parts: { context } }: Roster): vscode.CodeAction[] {
  const convert = commandAction(vscode.l10n.t('Convert to UTF-8…'), COMMANDS.convertToUtf8);
  const reopen = commandAction(
    vscode.l10n.t('Reopen with Encoding…'),
    'workbench.action.editor.changeEncoding',
  );
  // A workbook is in none.
  if (context.encoding?.name === 'spreadsheet') return [];
  const isKnown = context.encoding !== undefined && canDecode(context.encoding.name);
  const actions = isKnown ? [convert, reopen] : [reopen];
  const [first] = actions;
  if (first !== undefined) first.isPreferred = true;
  return actions;
}

function isOf(diagnostic: vscode.Diagnostic, finding: Finding, document: vscode.TextDocument): boolean {
  const { code, range } = diagnostic;
  return (
    typeof code === 'object' &&
    code.value === finding.code &&
    document.offsetAt(range.start) === finding.start
  );
}
