import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { VerifyProgress, VerifyReport } from '../../core/verify/verifyReport.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { readSettings } from '../../host/settings.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { RunNode } from '../closeout/runNode.ts';
import type { Services } from '../services.ts';
import { reportText } from './reportText.ts';

const SCHEME = 'lectern-report';

/** Reading saved files against what they must be. The answer is a document. Nothing is modified. */
export function registerVerify(services: Services): vscode.Disposable {
  const { closeOuts, jobs, log } = services;
  const texts = new Map<string, string>();
  let count = 0;
  const provider: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) => texts.get(uri.query) ?? '',
  };
  const show = async (reports: readonly VerifyReport[]): Promise<void> => {
    // Each report is a document of its own: an older one may still be open beside it.
    const query = String(++count);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Verification')}.md`, query });
    texts.set(query, reportText(reports, new Date()));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  };
  const verify = async (folders: readonly string[], single: boolean): Promise<void> => {
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
        for (const folder of folders) found.push(await verifyFolder(folder, signal, tell(basename(folder))));
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
    await show(reports);
  };
  const command = (id: string, act: (node?: RunNode) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, (node?: RunNode) =>
      act(node).catch((error: unknown) =>
        showFailure(log, vscode.l10n.t('The exports cannot be verified.'), error),
      ),
    );
  return vscode.Disposable.from(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => uri.scheme === SCHEME && texts.delete(uri.query)),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
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
  );
}
