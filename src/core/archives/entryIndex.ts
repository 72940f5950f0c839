import { entryPath } from './entryPath.ts';
import { NumberColumn } from './numberColumn.ts';
import type { Refusal, RefusalReason } from './refusal.ts';

/**
 * What an archive says of an entry. Sizes are in bytes. `position` is where the reader finds it again: the offset of a zip's local
 * header, the number of a tar's entry.
 */
export type EntryFacts = {
  readonly size: number;
  readonly packedSize: number;
  readonly position: number;
  readonly modifiedMs: number;
  readonly crc32: number;
  readonly method: number;
};

const NO_FACTS: EntryFacts = { size: 0, packedSize: 0, position: 0, modifiedMs: 0, crc32: 0, method: 0 };

const FILE = 0;
const FOLDER = 1;
/** An entry that has a row, but that no path leads to. */
const STRAY = 2;

/**
 * The tree of one archive, in columns: 100,000 entries take some 25 MB, a tenth of what as many objects would. Entries are known by
 * their number; 0 is the root.
 */
export class EntryIndex {
  readonly #names: string[] = [];
  readonly #kinds: number[] = [];
  readonly #parents = new NumberColumn();
  readonly #firstChildren = new NumberColumn();
  readonly #nextSiblings = new NumberColumn();
  readonly #counts = new NumberColumn();
  readonly #sizes = new NumberColumn();
  readonly #packedSizes = new NumberColumn();
  readonly #positions = new NumberColumn();
  readonly #times = new NumberColumn();
  readonly #checksums = new NumberColumn();
  readonly #methods = new NumberColumn();
  readonly #refusals = new Map<number, Refusal>();
  readonly #folders = new Map<string, number>();
  readonly #byKey = new Map<string, number>();
  readonly #sorted = new Map<number, Uint32Array>();
  /** What is wrong with the archive as a whole. */
  readonly problems: Refusal[] = [];

  constructor() {
    this.#push('', FOLDER, 0, NO_FACTS);
    this.#folders.set('', 0);
  }

  /** How many entries there are, the root and folders that only a path names included. */
  get length(): number {
    return this.#names.length;
  }

  /**
   * Adds an entry under its raw name. A name that leads out, or that is taken, makes a stray row: at the root in the first case,
   * under its raw name. Answers the entry's number; undefined for a folder that was known and for the root itself.
   */
  add(raw: string, facts: EntryFacts, refusal?: Refusal, isFolder = false): number | undefined {
    const path = entryPath(raw);
    if (path === undefined) return undefined;
    if (typeof path === 'string') return this.#stray(raw, 0, facts, path);
    const parent = this.#folder(path.folders);
    if (parent === undefined) return this.#stray(raw, 0, facts, 'duplicate');
    const kind = path.isFolder || isFolder ? FOLDER : FILE;
    // Of a folder only this matters: that it is none.
    const notAFolder = kind === FOLDER && (refusal?.reason === 'link' || refusal?.reason === 'special');
    if (notAFolder) return this.#stray(path.name, parent, facts, refusal.reason);
    const key = keyOf(parent, path.name);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      if (kind !== FOLDER || this.#kinds[known] !== FOLDER)
        return this.#stray(path.name, parent, facts, 'duplicate');
      this.#times.set(known, facts.modifiedMs);
      return undefined;
    }
    const id = this.#push(
      path.name,
      kind,
      parent,
      kind === FOLDER ? { ...NO_FACTS, modifiedMs: facts.modifiedMs } : facts,
    );
    this.#byKey.set(key, id);
    if (kind === FOLDER) this.#folders.set(pathKey([...path.folders, path.name]), id);
    if (refusal && kind === FILE) this.#refusals.set(id, refusal);
    return id;
  }

  /** The entry of this name in a folder; undefined if there is none. Never a stray one. */
  child(folder: number, name: string): number | undefined {
    return this.#byKey.get(keyOf(folder, name));
  }

  isFolder(id: number): boolean {
    return this.#kinds[id] === FOLDER;
  }

  isStray(id: number): boolean {
    return this.#kinds[id] === STRAY;
  }

  name(id: number): string {
    return this.#names[id] ?? '';
  }

  parent(id: number): number {
    return this.#parents.at(id);
  }

  refusal(id: number): Refusal | undefined {
    return this.#refusals.get(id);
  }

  /** Refuses an entry after all; the first reason stays. */
  refuse(id: number, refusal: Refusal): void {
    if (!this.#refusals.has(id)) this.#refusals.set(id, refusal);
  }

  facts(id: number): EntryFacts {
    return {
      size: this.#sizes.at(id),
      packedSize: this.#packedSizes.at(id),
      position: this.#positions.at(id),
      modifiedMs: this.#times.at(id),
      crc32: this.#checksums.at(id),
      method: this.#methods.at(id),
    };
  }

  position(id: number): number {
    return this.#positions.at(id);
  }

  childCount(id: number): number {
    return this.#counts.at(id);
  }

  /** The children of a folder as they are shown: folders first, then by name as people count. */
  children(id: number): Uint32Array {
    const known = this.#sorted.get(id);
    if (known) return known;
    const children = new Uint32Array(this.childCount(id));
    let child = this.#firstChildren.at(id);
    for (let i = 0; i < children.length; i++, child = this.#nextSiblings.at(child)) children[i] = child;
    children.sort(
      (a, b) =>
        Number(this.isFolder(b)) - Number(this.isFolder(a)) ||
        COLLATOR.compare(this.name(a), this.name(b)) ||
        a - b,
    );
    this.#sorted.set(id, children);
    return children;
  }

  #folder(segments: readonly string[]): number | undefined {
    const known = this.#folders.get(pathKey(segments));
    if (known !== undefined) return known;
    const parent = this.#folder(segments.slice(0, -1));
    const name = segments.at(-1);
    if (parent === undefined || name === undefined) return undefined;
    const key = keyOf(parent, name);
    // A file, or a folder that is refused, is in the way.
    if (this.#byKey.has(key)) return undefined;
    const id = this.#push(name, FOLDER, parent, NO_FACTS);
    this.#byKey.set(key, id);
    this.#folders.set(pathKey(segments), id);
    return id;
  }

  #stray(name: string, parent: number, facts: EntryFacts, reason: RefusalReason): number {
    const id = this.#push(name, STRAY, parent, facts);
    this.#refusals.set(id, { reason });
    return id;
  }

  #push(name: string, kind: number, parent: number, facts: EntryFacts): number {
    const id = this.#names.length;
    this.#names.push(name);
    this.#kinds.push(kind);
    this.#parents.push(parent);
    this.#firstChildren.push(0);
    this.#nextSiblings.push(id === 0 ? 0 : this.#firstChildren.at(parent));
    this.#counts.push(0);
    this.#sizes.push(facts.size);
    this.#packedSizes.push(facts.packedSize);
    this.#positions.push(facts.position);
    this.#times.push(facts.modifiedMs);
    this.#checksums.push(facts.crc32);
    this.#methods.push(facts.method);
    if (id > 0) {
      this.#firstChildren.set(parent, id);
      this.#counts.set(parent, this.#counts.at(parent) + 1);
      this.#sorted.delete(parent);
    }
    return id;
  }
}

const COLLATOR = new Intl.Collator(undefined, { numeric: true });

/** Two names that look alike are one name: file systems differ in how they compose accents. */
function keyOf(parent: number, name: string): string {
  return `${parent}/${name.normalize('NFC')}`;
}

function pathKey(segments: readonly string[]): string {
  return segments.join('/').normalize('NFC');
}
