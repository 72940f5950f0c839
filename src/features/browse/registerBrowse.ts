import * as vscode from 'vscode';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { JobNode } from '../exports/jobRow.ts';
import { pickJob } from '../exports/pickJob.ts';
import { jobNode } from '../exports/jobRow.ts';
import type { Services } from '../services.ts';
import type { EntryNode } from './contentNode.ts';
import { EXPORT_SCHEME } from './entryUri.ts';
import { isArchive } from './exportArchives.ts';
import { ExportFileSystem } from './exportFileSystem.ts';
import { extractContent } from './extractContent.ts';
import { openEntry } from './openEntry.ts';

/**
 * Looking into finished exports: their files as documents, and taking them out.
 *
 * @param look looks anew at whether the files are there
 */
export function registerBrowse(services: Services, look: () => Promise<void>): vscode.Disposable {
  const { archives, log } = services;
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(EXPORT_SCHEME, new ExportFileSystem(archives), {
      isCaseSensitive: true,
      isReadonly: true,
    }),
    vscode.commands.registerCommand(COMMANDS.extract, async (given?: JobNode | EntryNode) => {
      const node = given ?? (await pickArchive(services));
      if (!node) return;
      try {
        await extractContent(services, node);
      } catch (error) {
        void look();
        await showFailure(log, vscode.l10n.t('Nothing was extracted.'), error);
      }
    }),
    vscode.commands.registerCommand(COMMANDS.openEntry, (node: EntryNode) => openEntry(services, node)),
    vscode.commands.registerCommand(COMMANDS.copyEntryPath, async ({ entry }: EntryNode) => {
      if (entry.path !== undefined) await vscode.env.clipboard.writeText(entry.path);
    }),
  );
}

async function pickArchive(services: Services): Promise<JobNode | undefined> {
  const view = await pickJob(services, (state) => state.step === 'done' && isArchive(state.file));
  return view && jobNode(view.job);
}
