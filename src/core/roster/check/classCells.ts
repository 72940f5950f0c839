import { DOUBLED } from '../scan/charKinds.ts';
import { type ClassCell, parseClassCell } from '../values/classCell.ts';
import { ENROLLED_IN, type ASSIGNED_TO } from '../header/column.ts';
import { hashUnits } from '../scan/hashText.ts';
import { type Row, UNKNOWN } from './row.ts';

type ClassColumn = typeof ENROLLED_IN | typeof ASSIGNED_TO;

/**
 * The different values of the class columns, each taken apart once and known by a number. A school has a few dozen of them, however
 * many rows there are. They are found by a hash of the text in place, so that no cell is copied to look it up.
 */
export class ClassCells {
  readonly #cells: ClassCell[] = [];
  /** What tells two cells apart: the text as it stands in the file, with its quotes only if there are doubled ones between them. */
  readonly #keys: Uint16Array[] = [];
  /** The number of the cell before it with the same head; -1 for none. */
  readonly #next: number[] = [];
  /** By the last bits of a hash, the number of the newest cell with it, plus one. */
  #heads = new Int32Array(256);

  get size(): number {
    return this.#cells.length;
  }

  /** The number of the value of a column in this row; -1 for an empty or missing cell. */
  idOf(row: Row, column: ClassColumn): number {
    const known = column === ENROLLED_IN ? row.enrolledId : row.assignedId;
    if (known !== UNKNOWN) return known;
    const id = row.length(column) === 0 ? -1 : this.#find(row, column);
    if (column === ENROLLED_IN) row.enrolledId = id;
    else row.assignedId = id;
    return id;
  }

  /** The number of a text without doubled quotes, among some units, if there is a cell that holds it; else -1. */
  known(units: Uint16Array, start: number, end: number): number {
    return this.#search(units, start, end, hashUnits(units, start, end));
  }

  at(id: number): ClassCell | undefined {
    return this.#cells[id];
  }

  #find(row: Row, column: ClassColumn): number {
    const text = row.source.slice(row.starts[column] ?? 0, row.ends[column] ?? 0);
    const key = unitsOf((row.kindsOf(column) & DOUBLED) === 0 ? text : `"${text}"`);
    const hash = hashUnits(key, 0, key.length);
    const known = this.#search(key, 0, key.length, hash);
    if (known >= 0) return known;
    const id = this.#cells.length;
    this.#cells.push(parseClassCell(row.value(column)));
    this.#keys.push(key);
    if (id < this.#heads.length) this.#link(id, hash);
    else this.#rehash();
    return id;
  }

  #search(units: Uint16Array, start: number, end: number, hash: number): number {
    let id = this.#headOf(hash);
    while (id >= 0 && !isSame(units, start, end, this.#keys[id])) id = this.#next[id] ?? -1;
    return id;
  }

  #headOf(hash: number): number {
    return (this.#heads[hash & (this.#heads.length - 1)] ?? 0) - 1;
  }

  #link(id: number, hash: number): void {
    this.#next[id] = this.#headOf(hash);
    this.#heads[hash & (this.#heads.length - 1)] = id + 1;
  }

  #rehash(): void {
    this.#heads = new Int32Array(this.#heads.length * 4);
    for (const [id, key] of this.#keys.entries()) this.#link(id, hashUnits(key, 0, key.length));
  }
}

function isSame(units: Uint16Array, start: number, end: number, key: Uint16Array | undefined): boolean {
  if (key?.length !== end - start) return false;
  for (let i = 0; i < key.length; i++) if (units[start + i] !== key[i]) return false;
  return true;
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
