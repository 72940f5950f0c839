import * as vscode from 'vscode';
import type { CourseNode, PlaceNode } from '../courses/courseNode.ts';
import { connectionNode, placeNode, type CourseTree } from '../courses/courseTree.ts';
import type { Services } from '../services.ts';

const EVERY_MS = 10_000;
/** What is begun or cleared together is listed once. */
const GATHER_MS = 200;

/** What is asked of the Courses view. */
type Sight = Pick<
  vscode.TreeView<CourseNode>,
  'visible' | 'onDidChangeVisibility' | 'onDidExpandElement' | 'onDidCollapseElement'
>;

/**
 * Lists the jobs of a server anew when Lectern has begun, cleared or ended one there, when their folder is opened again, and every few
 * seconds while the folder is open and in sight and one of them goes on.
 */
export function watchServerJobs(
  view: Sight,
  tree: CourseTree,
  { clients, connections, syncs }: Pick<Services, 'clients' | 'connections' | 'syncs'>,
): vscode.Disposable {
  const open = new Map<string, PlaceNode>();
  /** Connections that are collapsed: a folder below one is open and out of sight. */
  const shut = new Set<string>();
  const gathered = new Map<string, NodeJS.Timeout>();
  let timer: NodeJS.Timeout | undefined;
  const inSight = (): readonly PlaceNode[] =>
    view.visible ? [...open.values()].filter(({ connection }) => !shut.has(connection.id)) : [];
  const goesOn = (node: PlaceNode): boolean =>
    tree
      .listed(node)
      .some((place) => place.kind === 'serverJob' && (place.state === 'running' || place.state === 'queued'));
  const look = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (inSight().length === 0) return;
    timer = setTimeout(() => {
      for (const node of inSight()) if (goesOn(node)) tree.refresh(node);
      look();
    }, EVERY_MS);
  };
  const relist = (connectionId: string): void => {
    clearTimeout(gathered.get(connectionId));
    const list = (): void => {
      gathered.delete(connectionId);
      const connection = connections.get(connectionId);
      const folder = connection && placeNode(connectionNode(connection), { kind: 'serverJobs' });
      if (folder && tree.isOpened(folder)) tree.refresh(folder);
    };
    gathered.set(connectionId, setTimeout(list, GATHER_MS));
  };
  /** What was listed is dropped now, and fetched when the folder comes into sight again. */
  const drop = (nodes: Iterable<PlaceNode>): void => {
    for (const node of nodes) tree.refresh(node);
  };
  return vscode.Disposable.from(
    view.onDidExpandElement(({ element }) => {
      if (element.type === 'connection') shut.delete(element.id);
      if (element.type === 'place' && element.place.kind === 'serverJobs') open.set(element.id, element);
      look();
    }),
    view.onDidCollapseElement(({ element }) => {
      if (element.type === 'connection') {
        shut.add(element.id);
        drop([...open.values()].filter(({ connection }) => connection.id === element.id));
      }
      if (element.type === 'place' && element.place.kind === 'serverJobs') {
        open.delete(element.id);
        drop([element]);
      }
      look();
    }),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) drop(inSight());
      look();
    }),
    clients.onDidChangeServerJobs(relist),
    syncs.onDidEnd(relist),
    new vscode.Disposable(() => {
      open.clear();
      look();
      for (const each of gathered.values()) clearTimeout(each);
    }),
  );
}
