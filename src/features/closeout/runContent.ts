import type { CloseOuts } from '../../core/closeout/closeOuts.ts';
import type { CloseOutItem } from '../../core/closeout/closeOutItem.ts';
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
      return node.items.map((item) => ({
        id: `${node.id}/${item.kind}`,
        runId,
        level: 'export',
        course: node.course,
        kind: item.kind,
        item,
      }));
    const record = this.#closeOuts.run(runId);
    if (node.level !== 'run' || !record) return [];
    const byCourse = new Map<string, CloseOutItem[]>();
    for (const item of await this.#closeOuts.items(runId)) {
      const items = byCourse.get(item.course.id);
      if (items) items.push(item);
      else byCourse.set(item.course.id, [item]);
    }
    const shown = this.#shown.get(runId) ?? ROWS_AT_ONCE;
    const rows: RunNode[] = [...byCourse].slice(0, shown).map(([course, items]) => ({
      id: `${node.id}/${course}`,
      runId,
      level: 'course',
      course,
      items,
    }));
    if (byCourse.size > shown)
      rows.push({ id: `${node.id}//more`, runId, level: 'more', shown, total: byCourse.size });
    return rows;
  }

  parent(node: RunNode): RunNode | undefined {
    const record = this.#closeOuts.run(node.runId);
    return node.level === 'run' || !record ? undefined : runNode(record);
  }

  /** Shows more courses of a large run. */
  more({ runId, level }: RunNode): void {
    if (level === 'more') this.#shown.set(runId, (this.#shown.get(runId) ?? ROWS_AT_ONCE) + ROWS_AT_ONCE);
  }
}
