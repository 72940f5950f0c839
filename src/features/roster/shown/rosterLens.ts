import * as vscode from 'vscode';
import { COMMANDS } from '../../../manifest.ts';
import { isMarked } from '../table/isMarked.ts';
import type { LiveRoster } from '../table/liveRoster.ts';
import { rosterCounts } from '../texts/rosterCounts.ts';

/** Above the header: how many users and problems there are, and the way to the next one. */
export function rosterLens(live: LiveRoster): vscode.CodeLensProvider {
  return {
    onDidChangeCodeLenses: live.onDidCheck,
    provideCodeLenses() {
      const { report } = live;
      if (report === undefined) return [];
      const top = new vscode.Range(0, 0, 0, 0);
      const lenses = [
        new vscode.CodeLens(top, { title: rosterCounts(report), command: COMMANDS.rosterActions }),
      ];
      if (report.findings.some(isMarked))
        lenses.push(
          new vscode.CodeLens(top, {
            title: vscode.l10n.t('Next Problem'),
            command: COMMANDS.nextProblem,
          }),
        );
      lenses.push(
        new vscode.CodeLens(top, {
          title: vscode.l10n.t('Preview Import'),
          command: COMMANDS.previewImport,
          arguments: [live.document.uri],
        }),
      );
      return lenses;
    },
  };
}
