import * as vscode from 'vscode';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { announceJobs } from './announceJobs.ts';
import { JobTree, type ExportNode } from './jobTree.ts';
import { registerExportCommands } from './registerExportCommands.ts';
import { registerJobCommands } from './registerJobCommands.ts';
import { showJobStatus } from './showJobStatus.ts';

/** The Exports view, the commands that start exports, and what is said about them. */
export function registerExports(services: Services): {
  readonly tree: JobTree;
  readonly disposable: vscode.Disposable;
} {
  const tree = new JobTree(services.jobs);
  const disposable = vscode.Disposable.from(
    tree,
    vscode.window.createTreeView<ExportNode>(VIEWS.exports, { treeDataProvider: tree }),
    registerExportCommands(services),
    registerJobCommands(services),
    showJobStatus(services.jobs),
    announceJobs(services.jobs),
  );
  return { tree, disposable };
}
