import type { CloseOuts } from '../../core/closeout/closeOuts.ts';
import type { CloseOutItem } from '../../core/closeout/closeOutItem.ts';
import { savedId } from '../../core/closeout/savedId.ts';
import { runNode, type RunNode } from './runNode.ts';

/** How many courses come without being asked for; after them a row offers more. */
const ROWS_AT_ONCE = 200;

/** The rows below a close-out: its courses, and their exports. */
export class RunContent {
  readonly #closeOuts: CloseOuts;
  readonly #shown = new Map<string, number>();

  constructor(closeOuts: CloseOuts) {
    this.#closeOuts = closeOuts;
  }

  async children(node: RunNode): Promise<RunNode[]> {
    const { runId } = node;
    if (node.level === 'course')
      return node.items.map((item, i) => ({
        id: `${node.id}/${item.kind}`,
        runId,
        level: 'export',
        jobId: savedId(runId, node.first + i),
        parent: node,
        course: node.course,
        kind: item.kind,
        item,
      }));
    const record = this.#closeOuts.run(runId);
    if (node.level !== 'run' || !record) return [];
    const byCourse = new Map<string, { readonly first: number; readonly items: CloseOutItem[] }>();
    for (const [position, item] of (await this.#closeOuts.items(runId)).entries()) {
      const known = byCourse.get(item.course.id);
      if (known) known.items.push(item);
      else byCourse.set(item.course.id, { first: position, items: [item] });
    }
    const shown = this.#shown.get(runId) ?? ROWS_AT_ONCE;
    const rows: RunNode[] = [...byCourse].slice(0, shown).map(([course, { first, items }]) => ({
      id: `${node.id}/${course}`,
      runId,
      level: 'course',
      course,
      first,
      items,
    }));
    if (byCourse.size > shown)
      rows.push({ id: `${node.id}//more`, runId, level: 'more', shown, total: byCourse.size });
    return rows;
  }

  parent(node: RunNode): RunNode | undefined {
    if (node.level === 'export') return node.parent;
    const record = this.#closeOuts.run(node.runId);
    return node.level === 'run' || !record ? undefined : runNode(record);
  }

  /** Shows more courses of a large run. */
  more({ runId, level }: RunNode): void {
    if (level === 'more') this.#shown.set(runId, (this.#shown.get(runId) ?? ROWS_AT_ONCE) + ROWS_AT_ONCE);
  }
}
