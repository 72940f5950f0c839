import { basename } from 'node:path';
import * as vscode from 'vscode';
import { recordCheck } from '../../core/closeout/recordCheck.ts';
import { failureOf } from '../../core/platform/failure.ts';
import type { VerifyProgress, VerifyReport } from '../../core/verify/verifyReport.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import type { Command } from '../../host/lazyCommands.ts';
import type { ReportPages } from '../../host/reportPages.ts';
import { readSettings } from '../../host/settings.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { RunNode } from '../closeout/runNode.ts';
import type { Services } from '../services.ts';
import { reportText } from './reportText.ts';

/** Reading saved files against what they must be. The answer is a document, one of `pages`. Nothing is modified. */
export function verifyCommands(services: Services, pages: ReportPages): readonly Command[] {
  const { closeOuts, jobs, log } = services;
  const show = (reports: readonly VerifyReport[]): Promise<void> =>
    pages.show(vscode.l10n.t('Verification'), reportText(reports, new Date()));
  const verify = async (folders: readonly string[], single: boolean): Promise<void> => {
    const at = new Date().toISOString();
    const reports = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Verify Exports'),
        cancellable: true,
      },
      async (progress, token) => {
        const { verifyFolder } = await import('../../core/verify/verifyFolder.ts');
        const { verifyJobs } = await import('../../core/verify/verifyJobs.ts');
        const signal = abortSignal(token);
        const tell =
          (name: string) =>
          (now: VerifyProgress): void =>
            progress.report({
              message: vscode.l10n.t('{0}: {1} of {2} files', name, now.checked, now.total),
            });
        const found: VerifyReport[] = [];
        for (const folder of folders)
          try {
            found.push(await verifyFolder(folder, signal, tell(basename(folder))));
          } catch (error) {
            const failure = failureOf(error);
            // One folder that is gone does not keep the others from being read.
            if (!single || failure.kind !== 'gone') throw error;
            const findings = [{ name: 'manifest.json', problem: 'missing' }] as const;
            found.push({ folder, checked: 0, bytes: 0, findings, lacking: [] });
          }
        if (single)
          found.push(
            await verifyJobs(
              jobs.jobs.map(({ job }) => job),
              signal,
              tell(vscode.l10n.t('Single exports')),
            ),
          );
        return found;
      },
    );
    for (const report of reports) await recordCheck(closeOuts, report, at);
    await show(reports);
  };
  const command = (id: string, act: (node?: RunNode) => Promise<void>): Command => ({
    id,
    run: (node?: RunNode) =>
      act(node).catch((error: unknown) => showFailure(log, vscode.l10n.t('Nothing was verified.'), error)),
  });
  return [
    command(COMMANDS.verifyExports, async (node) => {
      const run = node && closeOuts.run(node.runId);
      if (run) await verify([run.folder], false);
      else
        await verify(
          closeOuts.runs.map(({ folder }) => folder),
          true,
        );
    }),
    command(COMMANDS.verifyFolder, async () => {
      const [folder] =
        (await vscode.window.showOpenDialog({
          canSelectFiles: false,
          canSelectFolders: true,
          defaultUri: vscode.Uri.file(readSettings().exportsFolder),
          openLabel: vscode.l10n.t('Verify'),
          title: vscode.l10n.t('A folder with a manifest'),
        })) ?? [];
      if (folder) await verify([folder.fsPath], false);
    }),
  ];
}
