import * as vscode from 'vscode';
import type { Command } from '../../host/lazyCommands.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import { jobNode, type JobNode } from '../exports/jobRow.ts';
import { pickJob } from '../exports/pickJob.ts';
import type { Services } from '../services.ts';
import type { EntryNode } from './contentNode.ts';
import { isArchive } from './exportArchives.ts';
import { extractContent } from './extractContent.ts';
import { openEntry } from './openEntry.ts';

/**
 * What can be done with what is in an export.
 *
 * @param look looks anew at whether the files are there
 */
export function entryCommands(services: Services, look: () => Promise<void>): readonly Command[] {
  return [
    {
      id: COMMANDS.extract,
      run: async (given?: JobNode | EntryNode) => {
        const node = given ?? (await pickArchive(services));
        if (!node) return;
        try {
          await extractContent(services, node);
        } catch (error) {
          void look();
          await showFailure(services.log, vscode.l10n.t('Nothing was extracted.'), error);
        }
      },
    },
    { id: COMMANDS.openEntry, run: (node: EntryNode) => openEntry(services, node) },
    {
      id: COMMANDS.copyEntryPath,
      run: async ({ entry }: EntryNode) => {
        if (entry.path !== undefined) await vscode.env.clipboard.writeText(entry.path);
      },
    },
  ];
}

async function pickArchive(services: Services): Promise<JobNode | undefined> {
  const view = await pickJob(services, (state) => state.step === 'done' && isArchive(state.file));
  return view && jobNode(view.job);
}
