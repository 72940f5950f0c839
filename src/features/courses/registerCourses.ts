import * as vscode from 'vscode';
import { COMMANDS, CONTEXT_KEYS, VIEWS } from '../../manifest.ts';
import { registerServerJobs } from '../serverJobs/registerServerJobs.ts';
import { watchServerJobs } from '../serverJobs/watchServerJobs.ts';
import { DropBlueprints } from '../blueprints/dropBlueprints.ts';
import type { Services } from '../services.ts';
import type { CourseNode, NoticeNode } from './courseNode.ts';
import { recoverRows } from './recoverRows.ts';
import { CourseTree } from './courseTree.ts';

const ARCHIVED_KEY = 'lectern.archivedShown';

/** The Courses view and its commands. `tree` is handed out for tests in the host. */
export function registerCourses(services: Services): {
  readonly tree: CourseTree;
  readonly disposable: vscode.Disposable;
} {
  const { connections, memory } = services;
  const tree = new CourseTree(services);
  const view = vscode.window.createTreeView<CourseNode>(VIEWS.courses, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: new DropBlueprints(),
  });
  let archived = memory.get(ARCHIVED_KEY) === true;
  const showArchived = async (shown: boolean): Promise<void> => {
    archived = shown;
    tree.archived = shown;
    await memory.update(ARCHIVED_KEY, shown);
    await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.archivedShown, shown);
  };
  if (archived) void showArchived(true);

  const disposable = vscode.Disposable.from(
    tree,
    view,
    connections.onDidChange(() => tree.refresh()),
    services.imports.event(({ connectionId }) => {
      const connection = connections.get(connectionId);
      if (connection) tree.refresh({ type: 'connection', id: connectionId, connection });
    }),
    registerServerJobs(services, tree, (node) =>
      view.reveal(node, { select: true, focus: true, expand: true }),
    ),
    watchServerJobs(view, tree, services),
    recoverRows(view, tree, services.clients),
    vscode.commands.registerCommand(COMMANDS.refresh, (node?: CourseNode) => {
      tree.refresh(node?.type === 'notice' ? node.parent : node);
      if (!node) void vscode.commands.executeCommand(COMMANDS.refreshExports);
    }),
    vscode.commands.registerCommand(COMMANDS.showArchived, () => showArchived(true)),
    vscode.commands.registerCommand(COMMANDS.hideArchived, () => showArchived(false)),
    vscode.commands.registerCommand(COMMANDS.showMore, (node: NoticeNode) => tree.more(node.parent)),
    vscode.commands.registerCommand(COMMANDS.search, async () => {
      const { searchCourses } = await import('./searchCourses.ts');
      const node = await searchCourses(services, archived);
      if (node) await view.reveal(node, { select: true, focus: true, expand: true });
    }),
    vscode.commands.registerCommand(COMMANDS.copyId, async (node: CourseNode) => {
      if (node.type === 'place' && 'id' in node.place) await vscode.env.clipboard.writeText(node.place.id);
    }),
  );
  return { tree, disposable };
}
