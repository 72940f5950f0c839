import * as vscode from 'vscode';
import { lazyCommands } from '../../host/lazyCommands.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import { DropFiles } from '../adopt/dropFiles.ts';
import { registerAdopt } from '../adopt/registerAdopt.ts';
import type { NoteNode } from '../browse/contentNode.ts';
import type { ExportContent } from '../browse/exportContent.ts';
import { registerBrowse } from '../browse/registerBrowse.ts';
import { registerCloseOut } from '../closeout/registerCloseOut.ts';
import type { RunNode } from '../closeout/runNode.ts';
import { registerVerify } from '../verify/registerVerify.ts';
import type { Services } from '../services.ts';
import { EXPORT_COMMANDS } from './exportCommandIds.ts';
import { announceJobs } from './announceJobs.ts';
import { JobTree, type ExportNode } from './jobTree.ts';
import { showJobStatus } from './showJobStatus.ts';

/** What can be done with a job. */
const JOB_COMMANDS: readonly string[] = [
  COMMANDS.openExport,
  COMMANDS.revealExport,
  COMMANDS.cancelExport,
  COMMANDS.retryExport,
  COMMANDS.repeatExport,
  COMMANDS.saveWithoutRepeats,
  COMMANDS.removeExport,
  COMMANDS.openExportFolder,
];

/** The Exports view, the commands that start exports, and what is said about them. */
export function registerExports(services: Services): {
  readonly tree: JobTree;
  readonly disposable: vscode.Disposable;
} {
  let content: Promise<ExportContent> | undefined;
  const tree = new JobTree(
    services.jobs,
    () =>
      (content ??= import('../browse/exportContent.ts').then(
        (loaded) => new loaded.ExportContent(services.archives, services.log),
      )),
    services.closeOuts,
    services.waiting,
  );
  const view = vscode.window.createTreeView<ExportNode>(VIEWS.exports, {
    treeDataProvider: tree,
    dragAndDropController: new DropFiles(services),
  });
  const reveal = (node: ExportNode): Thenable<void> =>
    view.reveal(node, { select: true, focus: true, expand: true });
  const look = (): Promise<void> => tree.look();
  const disposable = vscode.Disposable.from(
    tree,
    view,
    lazyCommands([COMMANDS.startAgain, ...Object.values(EXPORT_COMMANDS)], async () =>
      (await import('./exportCommands.ts')).exportCommands(services),
    ),
    lazyCommands(JOB_COMMANDS, async () =>
      (await import('./jobCommands.ts')).jobCommands(services, reveal, look),
    ),
    registerBrowse(services, look),
    registerAdopt(services),
    registerCloseOut(services),
    registerVerify(services),
    vscode.commands.registerCommand(COMMANDS.refreshExports, async () => {
      await services.jobs.refresh();
      await look();
    }),
    vscode.commands.registerCommand(COMMANDS.showMoreCourses, (node: RunNode) => tree.moreCourses(node)),
    vscode.commands.registerCommand(COMMANDS.showMoreEntries, (node: NoteNode) => tree.more(node)),
    view.onDidExpandElement(look),
    view.onDidChangeVisibility(({ visible }) => visible && void tree.look()),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && void tree.look()),
    showJobStatus(services.jobs),
    announceJobs(services.jobs),
  );
  return { tree, disposable };
}
