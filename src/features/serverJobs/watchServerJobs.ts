import * as vscode from 'vscode';
import type { CourseNode, PlaceNode } from '../courses/courseNode.ts';
import type { CourseTree } from '../courses/courseTree.ts';

const EVERY_MS = 10_000;

/** Lists the jobs of a server anew every few seconds, while their folder is open and in sight and one of them goes on. */
export function watchServerJobs(view: vscode.TreeView<CourseNode>, tree: CourseTree): vscode.Disposable {
  const open = new Map<string, PlaceNode>();
  let timer: NodeJS.Timeout | undefined;
  const goesOn = (node: PlaceNode): boolean =>
    tree
      .listed(node)
      .some((place) => place.kind === 'serverJob' && (place.state === 'running' || place.state === 'queued'));
  const look = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (open.size === 0 || !view.visible) return;
    timer = setTimeout(() => {
      for (const node of open.values()) if (goesOn(node)) tree.refresh(node);
      look();
    }, EVERY_MS);
  };
  return vscode.Disposable.from(
    view.onDidExpandElement(({ element }) => {
      if (element.type !== 'place' || element.place.kind !== 'serverJobs') return;
      open.set(element.id, element);
      look();
    }),
    view.onDidCollapseElement(({ element }) => {
      for (const id of open.keys()) if (id === element.id || id.startsWith(`${element.id}/`)) open.delete(id);
      look();
    }),
    view.onDidChangeVisibility(look),
    new vscode.Disposable(() => {
      open.clear();
      look();
    }),
  );
}
