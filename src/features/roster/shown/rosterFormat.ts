import * as vscode from 'vscode';
import {
  canonicalEdits,
  canonicalObstacle,
  type CanonicalObstacle,
} from '../../../core/roster/fixes/canonicalEdits.ts';
import type { TextEdit } from '../../../core/roster/fixes/fix.ts';
import { offsetsAfter } from '../../../core/roster/fixes/offsetsAfter.ts';
import type { Roster } from '../../../core/roster/roster.ts';
import { keepPlaces } from '../mend/keepPlaces.ts';
import type { LiveRoster } from '../table/liveRoster.ts';
import { breathe } from '../mend/breathe.ts';
import { inSlices } from '../mend/inSlices.ts';
import { textEdits } from './positions.ts';

const NOTE_MS = 10_000;
/** Of so many edits the editor makes one; of fewer it keeps the places by itself. */
const MADE_ONE = 1_000;

/** Puts a users file into the form that the server itself writes; says why where that would lose something. */
export function rosterFormat(live: LiveRoster): vscode.DocumentFormattingEditProvider {
  return {
    async provideDocumentFormattingEdits(document, _options, token) {
      const { roster } = live;
      if (roster === undefined) return [];
      const { version } = document;
      const isWanted = (): boolean => !token.isCancellationRequested && document.version === version;
      const obstacle = await inSlices(canonicalObstacle(roster), isWanted);
      if (!isWanted()) return [];
      if (obstacle !== undefined) {
        // Not a notification: this may happen with each save.
        note(obstacleText(document, obstacle));
        return [];
      }
      const hasLongRecords = linesOf(document) > recordsOf(roster);
      const edits: vscode.TextEdit[] = [];
      const made: TextEdit[] = [];
      for (const some of canonicalEdits(roster)) {
        for (const edit of some) made.push(edit);
        edits.push(...textEdits(document, some));
        await breathe();
        if (!isWanted()) return [];
      }
      // The editor knows one line end for all of a document: in a cell it is a part of the value.
      if (document.eol !== vscode.EndOfLine.CRLF && !hasLongRecords)
        edits.push(vscode.TextEdit.setEndOfLine(vscode.EndOfLine.CRLF));
      const after = (offsets: readonly number[]): ReadonlyMap<number, number> =>
        offsetsAfter(made, offsets, (start, end) => roster.slice(start, end));
      if (made.length >= MADE_ONE) keepPlaces(document, made, after, true);
      return edits;
    },
  };
}

/** Says it in the status bar, as long as the editor that it is about stays the active one. */
function note(text: string): void {
  const shown = vscode.Disposable.from(
    vscode.window.setStatusBarMessage(`$(warning) ${text}`),
    vscode.window.onDidChangeActiveTextEditor(() => end()),
  );
  const timer = setTimeout(() => end(), NOTE_MS);
  const end = (): void => {
    clearTimeout(timer);
    shown.dispose();
  };
}

/** An empty last line is none. */
function linesOf(document: vscode.TextDocument): number {
  const { lineCount } = document;
  return document.lineAt(lineCount - 1).range.isEmpty ? lineCount - 1 : lineCount;
}

/** With the header and blank lines: as many as lines, unless a cell has several. */
function recordsOf({ parts: { blocks } }: Roster): number {
  return blocks.reduce((sum, { scan }) => sum + scan.records, 0);
}

function obstacleText(document: vscode.TextDocument, { kind, start }: CanonicalObstacle): string {
  const line = (document.positionAt(start).line + 1).toLocaleString(vscode.env.language);
  switch (kind) {
    case 'encoding':
      return vscode.l10n.t('Not formatted: convert the file to UTF-8 first.');
    case 'delimiter':
      return vscode.l10n.t('Not formatted: separate the cells by commas first.');
    case 'header':
      return vscode.l10n.t('Not formatted: the header must have the ten columns of a users file, each once.');
    case 'quotes':
      return vscode.l10n.t('Not formatted: mend the quotes in line {0} first.', line);
    case 'surplus':
      return vscode.l10n.t('Not formatted: line {0} has more cells than there are columns.', line);
  }
}
