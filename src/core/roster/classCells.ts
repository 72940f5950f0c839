import { DOUBLED } from './charKinds.ts';
import { type ClassCell, parseClassCell } from './classCell.ts';
import { ENROLLED_IN, type ASSIGNED_TO } from './column.ts';
import type { Row } from './row.ts';

/**
 * The different values of the class columns, each taken apart once and known by a number. A school has a few dozen of them, however
 * many rows there are. They are found by a hash of the text in place, so that no cell is copied to look it up.
 */
export class ClassCells {
  readonly #cells: ClassCell[] = [];
  readonly #raw: string[] = [];
  readonly #next: number[] = [];
  readonly #byHash = new Map<number, number>();

  get size(): number {
    return this.#cells.length;
  }

  /** The number of the value of a column in this row; -1 for an empty or missing cell. */
  idOf(row: Row, column: typeof ENROLLED_IN | typeof ASSIGNED_TO): number {
    if (column === ENROLLED_IN) return (row.enrolledId ??= this.#find(row, column));
    return (row.assignedId ??= this.#find(row, column));
  }

  #find(row: Row, column: typeof ENROLLED_IN | typeof ASSIGNED_TO): number {
    const length = row.length(column);
    if (length === 0) return -1;
    const { source } = row;
    const start = row.starts[column] ?? 0;
    const doubled = row.kindsOf(column) & DOUBLED;
    let hash = doubled;
    for (let i = start; i < start + length; i++) hash = (Math.imul(hash, 31) + source.charCodeAt(i)) | 0;
    const first = this.#byHash.get(hash);
    for (let id = first ?? -1; id >= 0; id = this.#next[id] ?? -1) {
      const raw = this.#raw[id] ?? '';
      if (raw.length === length && sameText(source, start, raw)) return id;
    }
    const id = this.#cells.length;
    const value = row.value(column);
    this.#cells.push(parseClassCell(value));
    this.#raw.push(source.slice(start, start + length));
    this.#next.push(first ?? -1);
    this.#byHash.set(hash, id);
    return id;
  }

  at(id: number): ClassCell | undefined {
    return this.#cells[id];
  }
}

function sameText(source: string, start: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (source.charCodeAt(start + i) !== text.charCodeAt(i)) return false;
  return true;
}
