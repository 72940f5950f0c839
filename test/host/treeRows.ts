import assert from 'node:assert/strict';
import type { TreeItem } from 'vscode';
import type { PlaceKind, PlaceOf } from '../../src/core/platform/place.ts';
import type {
  ConnectionNode,
  CourseNode,
  NoticeNode,
  PlaceNode,
} from '../../src/features/courses/courseNode.ts';
import type { CourseTree } from '../../src/features/courses/courseTree.ts';
import { until } from '../until.ts';

/** A row of kind `K`. */
export type RowOf<K extends PlaceKind> = PlaceNode & { readonly place: PlaceOf<K> };

/** The rows below one row, once all that comes has come. */
export async function rowsBelow(tree: CourseTree, node: CourseNode): Promise<readonly CourseNode[]> {
  return until('the whole list', async () => {
    const rows = await tree.getChildren(node);
    return rows.some((row) => row.type === 'notice' && row.notice.kind === 'loading') ? undefined : rows;
  });
}

export async function connectionRow(tree: CourseTree, id: string): Promise<ConnectionNode> {
  const row = (await tree.getChildren()).find((one) => one.id === id);
  assert.ok(row?.type === 'connection', `no connection ${id}`);
  return row;
}

/** The rows of one kind below a row; nothing else may be there, but the folder of the server's jobs. */
export async function placesBelow<K extends PlaceKind>(
  tree: CourseTree,
  node: CourseNode,
  kind: K,
): Promise<readonly RowOf<K>[]> {
  const isKind = (row: CourseNode): row is RowOf<K> => row.type === 'place' && row.place.kind === kind;
  const all = await rowsBelow(tree, node);
  const rows = all.filter(
    (row) => row.type !== 'place' || row.place.kind === kind || row.place.kind !== 'serverJobs',
  );
  const found = rows.filter(isKind);
  const others = rows.flatMap((row) => (row.type === 'notice' ? [row.notice] : []));
  assert.equal(found.length, rows.length, `not only ${kind} below ${node.id}: ${JSON.stringify(others)}`);
  return found;
}

/** The only row below a row, which says why there are no others. */
export async function noticeBelow(tree: CourseTree, node: CourseNode): Promise<NoticeNode> {
  const [row, ...others] = await rowsBelow(tree, node);
  assert.ok(row?.type === 'notice' && others.length === 0, `not one notice below ${node.id}`);
  return row;
}

/** The course with a name, and its two folders. */
export async function courseOf(
  tree: CourseTree,
  connection: CourseNode,
  name: string,
): Promise<{
  readonly course: RowOf<'course'>;
  readonly modules: CourseNode;
  readonly students: CourseNode;
}> {
  const course = (await placesBelow(tree, connection, 'course')).find(({ place }) => place.name === name);
  assert.ok(course, `no course ${name}`);
  const [modules, students] = await rowsBelow(tree, course);
  assert.ok(modules && students);
  return { course, modules, students };
}

export function labelOf(item: TreeItem): string {
  return typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
}

export function wordsOf(item: TreeItem): readonly string[] {
  return item.contextValue?.split(' ') ?? [];
}

/** What a row says when the pointer rests on it. */
export function tooltipOf({ tooltip }: TreeItem): string {
  return typeof tooltip === 'string' ? tooltip : (tooltip?.value ?? '');
}
