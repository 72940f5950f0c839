import * as vscode from 'vscode';
import type { Clients } from '../connections/clients.ts';
import type { BranchNode, CourseNode } from './courseNode.ts';
import type { CourseTree } from './courseTree.ts';

/** How long to wait before a server that could not be reached is asked again, in milliseconds; the last one for ever. */
const RETRY_DELAYS_MS: readonly number[] = [15_000, 30_000, 60_000, 120_000, 300_000];
/** A server that comes and goes does not make rows ask without end. */
const APART_MS = 5_000;

/** What is asked of the Courses view. */
type Sight = Pick<vscode.TreeView<CourseNode>, 'visible' | 'onDidChangeVisibility' | 'onDidCollapseElement'>;

/**
 * Rows that failed ask again by themselves: whatever the reason, when they are opened anew; where the server could not be reached, as
 * soon as it has answered anything, and now and then while the view is in sight: one row of a connection, ever more seldom.
 */
export function recoverRows(
  view: Sight,
  tree: CourseTree,
  clients: Pick<Clients, 'onDidReturn'>,
  delays: readonly number[] = RETRY_DELAYS_MS,
): vscode.Disposable {
  const recovered = new Map<string, number>();
  let tried = 0;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const schedule = (): void => {
    stop();
    timer = setTimeout(retry, delays[Math.min(tried, delays.length - 1)]);
  };
  const retry = (): void => {
    stop();
    const first = new Map<string, BranchNode>();
    for (const node of tree.unreached)
      if (!first.has(node.connection.id)) first.set(node.connection.id, node);
    if (first.size === 0) {
      tried = 0;
      return;
    }
    if (!view.visible) return;
    tried += 1;
    for (const node of first.values()) tree.refresh(node);
    schedule();
  };
  return vscode.Disposable.from(
    tree.onDidChangeTreeData(() => {
      if (timer === undefined && view.visible && tree.unreached.length > 0) schedule();
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (!visible) stop();
      else if (tree.unreached.length > 0) schedule();
    }),
    view.onDidCollapseElement(({ element }) => {
      // A row that is collapsed fetches nothing: what failed is forgotten, and asked for when the row is opened.
      if (element.type !== 'notice' && tree.failureBelow(element)) tree.refresh(element);
    }),
    clients.onDidReturn((connectionId) => {
      const now = Date.now();
      if (now - (recovered.get(connectionId) ?? 0) < APART_MS) return;
      recovered.set(connectionId, now);
      for (const node of tree.unreached) if (node.connection.id === connectionId) tree.refresh(node);
    }),
    new vscode.Disposable(stop),
  );
}
