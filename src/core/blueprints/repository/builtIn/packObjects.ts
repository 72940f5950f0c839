import { fail } from '../../../platform/failure.ts';
import { applyDelta } from './applyDelta.ts';
import { HELD_BYTES, inflateAt, type FileWindow } from './inflateAt.ts';
import { BLOB, indexOfName, objectName, type PackTable } from './packTable.ts';

/** What is kept of objects that others build on. */
const CACHE_BYTES = 16 * 1024 * 1024;
/** git makes chains of 50; one that has no end would be a circle. */
const LONGEST_CHAIN = 4096;

/** Reads objects out of a pack on the disk, one at a time. */
export class PackObjects {
  readonly table: PackTable;
  readonly #window: FileWindow;
  readonly #cache = new Map<number, Buffer>();
  #cached = 0;

  constructor(table: PackTable, window: FileWindow) {
    this.table = table;
    this.#window = window;
  }

  /** The type of an object, that of the object at the end of its chain. */
  type(index: number): number {
    const { table } = this;
    let at = index;
    for (let step = 0; (table.type[at] ?? 0) === 0; step++) {
      if (step > LONGEST_CHAIN) fail({ kind: 'damaged', problem: 'unreadable' });
      at = this.#base(at);
    }
    const type = table.type[at] ?? 0;
    table.type[index] = type;
    return type;
  }

  /** The content of an object; undefined where it or one that it builds on is too large to be held. */
  async read(index: number): Promise<Buffer | undefined> {
    const chain: number[] = [];
    let at = index;
    while ((this.table.base[at] ?? -1) !== -1 && !this.#cache.has(at)) {
      if (chain.length > LONGEST_CHAIN) fail({ kind: 'damaged', problem: 'unreadable' });
      chain.push(at);
      at = this.#base(at);
    }
    let content = this.#cache.get(at) ?? (await this.#stored(at));
    this.#keep(at, content);
    for (const delta of chain.reverse()) {
      const changes = await this.#stored(delta);
      if (content === undefined || changes === undefined) return undefined;
      if ((this.table.size[delta] ?? Infinity) > HELD_BYTES) return undefined;
      content = applyDelta(content, changes);
      this.#keep(delta, content);
    }
    return content;
  }

  /**
   * A file's content by its name: `tooLarge` where it has more than `limit` bytes, undefined where the pack does not have it. A delta
   * has no name before it is applied, so those that could be it are tried.
   */
  async readBlob(name: Buffer, limit: number, check: () => void): Promise<Buffer | 'tooLarge' | undefined> {
    const { table } = this;
    const whole = indexOfName(table, name);
    if (whole >= 0) return (table.size[whole] ?? Infinity) > limit ? 'tooLarge' : this.read(whole);
    let passedOver = false;
    for (let i = 0; i < table.count; i++) {
      if ((table.base[i] ?? -1) === -1 || this.type(i) !== BLOB) continue;
      check();
      const content = (table.size[i] ?? Infinity) > limit ? undefined : await this.read(i);
      if (content === undefined) passedOver = true;
      else if (objectName(BLOB, content).equals(name)) return content;
    }
    return passedOver ? 'tooLarge' : undefined;
  }

  #base(index: number): number {
    const known = this.table.base[index] ?? -1;
    if (known !== -2) return known;
    const base = indexOfName(this.table, this.table.names.subarray(20 * index, 20 * index + 20));
    // Servers send names only where they may not send places, and then never of an object outside of the pack.
    return base >= 0 ? base : fail({ kind: 'damaged', problem: 'unreadable' });
  }

  async #stored(index: number): Promise<Buffer | undefined> {
    const length = this.table.length[index] ?? 0;
    if (length > HELD_BYTES) return undefined;
    const { data } = await inflateAt(this.#window, this.table.dataAt[index] ?? 0, length, () => undefined);
    return data;
  }

  #keep(index: number, content: Buffer | undefined): void {
    if (content === undefined || content.length > CACHE_BYTES / 4 || this.#cache.has(index)) return;
    this.#cache.set(index, content);
    this.#cached += content.length;
    for (const [oldest, { length }] of this.#cache) {
      if (this.#cached <= CACHE_BYTES) return;
      this.#cache.delete(oldest);
      this.#cached -= length;
    }
  }
}
