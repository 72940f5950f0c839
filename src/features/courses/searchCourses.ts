import * as vscode from 'vscode';
import { failureOf } from '../../core/platform/failure.ts';
import type { CoursePlace, FacilityPlace } from '../../core/platform/place.ts';
import { failureText } from '../../host/failureText.ts';
import type { Services } from '../services.ts';
import type { ConnectionNode, PlaceNode } from './courseNode.ts';
import { placeNode } from './courseTree.ts';

type Found = vscode.QuickPickItem & { readonly node?: PlaceNode };

/**
 * Finds a course or facility by name over all connections. The list fills as the servers answer; what is typed filters it at once.
 * Answers the chosen row.
 */
export async function searchCourses(
  { connections, clients }: Services,
  archived: boolean,
): Promise<PlaceNode | undefined> {
  const pick = vscode.window.createQuickPick<Found>();
  pick.placeholder = vscode.l10n.t('Search courses and facilities by name');
  pick.matchOnDescription = true;
  pick.busy = true;
  pick.keepScrollPosition = true;
  const controller = new AbortController();
  const found: Found[] = [];
  const list = async (node: ConnectionNode): Promise<void> => {
    try {
      const client = await clients.client(node.connection.id);
      for await (const page of client.children(undefined, { archived }, controller.signal)) {
        for (const place of page) if (isTop(place)) found.push(itemOf(node, place));
        pick.items = found;
      }
    } catch (error) {
      if (controller.signal.aborted) return;
      found.push({
        label: `$(error) ${node.connection.name}`,
        detail: failureText(failureOf(error)).sentence,
        alwaysShow: true,
      });
      pick.items = found;
    }
  };
  try {
    return await new Promise<PlaceNode | undefined>((done) => {
      pick.onDidHide(() => done(undefined));
      pick.onDidAccept(() => {
        const node = pick.selectedItems[0]?.node;
        if (node) done(node);
      });
      pick.show();
      const nodes = connections.all.map((connection): ConnectionNode => ({
        type: 'connection',
        id: connection.id,
        connection,
      }));
      void Promise.all(nodes.map(list)).finally(() => {
        if (!controller.signal.aborted) pick.busy = false;
      });
    });
  } finally {
    controller.abort();
    pick.dispose();
  }
}

function isTop(place: { readonly kind: string }): place is CoursePlace | FacilityPlace {
  return place.kind === 'course' || place.kind === 'facility';
}

function itemOf(parent: ConnectionNode, place: CoursePlace | FacilityPlace): Found {
  const icon = place.kind === 'facility' ? 'home' : place.archived ? 'archive' : 'book';
  return {
    label: `$(${icon}) ${place.name}`,
    description: parent.connection.name,
    node: placeNode(parent, place),
  };
}
