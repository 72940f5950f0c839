import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ExtractReport } from '../../core/archives/extract.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import { revealFile } from '../../host/revealFile.ts';
import type { JobNode } from '../exports/jobRow.ts';
import type { Services } from '../services.ts';
import type { EntryNode } from './contentNode.ts';
import { refusalText } from './refusalText.ts';
import { shownName } from '../../host/shownName.ts';

const PROGRESS_MS = 200;

/** Asks for a folder and extracts an export, or a part of it, into that. */
export async function extractContent(services: Services, node: JobNode | EntryNode): Promise<void> {
  const { path: file } = await services.archives.file(node.jobId);
  const name = 'entry' in node ? shownName(node.entry.name) : basename(file);
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Extract {0}', name),
      openLabel: vscode.l10n.t('Extract Here'),
      defaultUri: vscode.Uri.file(dirname(file)),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (!folder) return;
  const report = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Extracting {0}', name),
      cancellable: true,
    },
    (progress, token) => extractTo(services, node, folder.fsPath, progress, abortSignal(token)),
  );
  await tell(report);
}

/** Extracts without asking anything. */
export async function extractTo(
  { archives }: Services,
  node: JobNode | EntryNode,
  folder: string,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  signal: AbortSignal,
): Promise<ExtractReport> {
  const { path: file } = await archives.file(node.jobId);
  const archive = await archives.archive(node.jobId);
  const path = 'entry' in node ? (node.entry.path ?? '') : '';
  const { extract } = await import('../../core/archives/extract.ts');
  let told = 0;
  let percent = 0;
  return extract(
    archive,
    path,
    { folder, name: basename(file) },
    {
      signal,
      onProgress: ({ files, totalFiles, bytes, totalBytes }) => {
        if (Date.now() - told < PROGRESS_MS) return;
        told = Date.now();
        const now = totalBytes > 0 ? (bytes / totalBytes) * 100 : 0;
        progress.report({
          message: vscode.l10n.t('{0} of {1} files', files, totalFiles),
          increment: now - percent,
        });
        percent = now;
      },
    },
  );
}

async function tell({ target, files, bytes, refused, stopped }: ExtractReport): Promise<void> {
  const done =
    files === 1
      ? vscode.l10n.t('1 file is extracted ({0}).', fileSize(bytes))
      : vscode.l10n.t(
          '{0} files are extracted ({1}).',
          files.toLocaleString(vscode.env.language),
          fileSize(bytes),
        );
  const why = stopped ? ` ${failureText(stopped).sentence}` : '';
  const left =
    refused.length === 0
      ? ''
      : ` ${vscode.l10n.t('{0} were refused.', refused.length.toLocaleString(vscode.env.language))}`;
  const reveal = vscode.l10n.t('Reveal');
  const showRefused = vscode.l10n.t('Show Refused');
  const actions = [...(files > 0 ? [reveal] : []), ...(refused.length > 0 ? [showRefused] : [])];
  const text = done + why + left;
  const chosen = await (stopped || refused.length > 0
    ? vscode.window.showWarningMessage(text, ...actions)
    : vscode.window.showInformationMessage(text, ...actions));
  if (chosen === reveal) await revealFile(target);
  if (chosen === showRefused)
    await vscode.window.showQuickPick(
      refused.map(({ path, refusal }) => ({
        label: shownName(path),
        detail: refusalText(refusal).sentence,
      })),
      { title: vscode.l10n.t('Refused'), matchOnDetail: true },
    );
}
