import type { ClassCells } from './classCells.ts';
import { foldClassName } from '../values/foldClassName.ts';
import type { SnapshotIndex } from '../snapshot/snapshotIndex.ts';

/** Another spelling that a class name was most likely meant to have. */
export type ClassMend = {
  readonly code: 'class-spelling' | 'class-lookalike';
  readonly instead: string;
  /** 1 if a class of that name is on the server. */
  readonly exists: 0 | 1;
};

type NameUse = {
  readonly name: string;
  readonly lower: string;
  readonly group: NameGroup;
  /** The class on the server of which it is a misspelling. */
  readonly meant: string | undefined;
  uses: number;
  /** The class cells that hold it. */
  readonly cells: number[];
  mend: ClassMend | undefined;
};

/** Names that a person would take for one. */
type NameGroup = { readonly names: NameUse[]; readonly live: readonly string[] | undefined };

/** So many names are looked at in one step. */
const STEP = 1000;

/**
 * The spellings of class names in a file and on the server. Names that differ only in case are one class to the server, which keeps
 * one spelling; names that differ in spaces or accents become two classes (Kolibri protocol, section 6.4, "Class collection").
 */
export class ClassNames {
  readonly #cells: ClassCells;
  readonly #live: SnapshotIndex | undefined;
  /** How much the count of each class cell has changed since they were settled. */
  readonly #pending: number[] = [];
  #isPending = false;
  /** The names in each class cell. */
  readonly #namesOf: NameUse[][] = [];
  readonly #names = new Map<string, NameUse>();
  readonly #groups = new Map<string, NameGroup>();
  readonly #touched = new Set<NameGroup>();
  /** For each class cell how many of its names have another spelling. */
  readonly #mends = new Map<number, number>();

  constructor(cells: ClassCells, live: SnapshotIndex | undefined) {
    this.#cells = cells;
    this.#live = live;
  }

  /** Counts the class cells of some records; -1 stands for none. */
  count(ids: Int32Array, by: 1 | -1): void {
    for (let id = this.#namesOf.length; id < this.#cells.size; id++) this.#take(id);
    for (const id of ids) {
      if (id >= 0) this.#pending[id] = (this.#pending[id] ?? 0) + by;
    }
    this.#isPending = true;
  }

  /** The class cells of which some name has another spelling. Empty in a tidy file. */
  settle(): ReadonlyMap<number, number> {
    const steps = this.settling();
    while (steps.next().done !== true);
    return this.#mends;
  }

  /** The same in steps, for files with very many class names. Those left out are made up for the next time. */
  *settling(): Generator<undefined, void> {
    let looked = 0;
    if (this.#isPending) {
      for (let id = 0; id < this.#pending.length; id++) {
        const change = this.#pending[id] ?? 0;
        if (change === 0) continue;
        this.#pending[id] = 0;
        for (const use of this.#namesOf[id] ?? []) {
          use.uses += change;
          this.#touched.add(use.group);
        }
        if (++looked % STEP === 0) yield;
      }
      this.#isPending = false;
    }
    for (const group of this.#touched) {
      this.#touched.delete(group);
      this.#choose(group);
      if (++looked % STEP === 0) yield;
    }
  }

  /** What is to be mended about a name. */
  mendOf(name: string): ClassMend | undefined {
    return this.#names.get(name)?.mend;
  }

  /** The numbers of the class cells, of those that were ever in the file, that hold a name. */
  cellsOf(name: string): readonly number[] {
    return this.#names.get(name)?.cells ?? [];
  }

  /** What is to be mended in a class cell, a name after the other. */
  mendsIn(id: number): readonly ClassMend[] {
    return (this.#namesOf[id] ?? []).flatMap(({ mend }) => mend ?? []);
  }

  /** Every class named in the file, with the number of cells that name it. */
  *all(): Iterable<{ readonly name: string; readonly uses: number }> {
    this.settle();
    for (const { name, uses } of this.#names.values()) if (uses > 0) yield { name, uses };
  }

  #take(id: number): void {
    const uses = (this.#cells.at(id)?.pieces ?? []).map(({ name }) => this.#useOf(name));
    this.#namesOf[id] = uses;
    for (const use of new Set(uses)) {
      use.cells.push(id);
      if (use.mend !== undefined) this.#mends.set(id, (this.#mends.get(id) ?? 0) + 1);
    }
  }

  #useOf(name: string): NameUse {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const fold = foldClassName(name);
    let group = this.#groups.get(fold);
    if (group === undefined)
      this.#groups.set(fold, (group = { names: [], live: this.#live?.classesByFold.get(fold) }));
    const meant = group.live === undefined ? this.#live?.misspeltClass.meantBy(name) : undefined;
    const use = { name, lower: name.toLowerCase(), group, meant, uses: 0, cells: [], mend: undefined };
    this.#names.set(name, use);
    group.names.push(use);
    return use;
  }

  /** Finds for each name of a group the spelling that it should have. */
  #choose({ names, live }: NameGroup): void {
    let best: NameUse | undefined;
    for (const use of names) if (use.uses > 0 && (best === undefined || isBefore(use, best))) best = use;
    for (const use of names) {
      const stored = this.#live?.classByLower.get(use.lower) ?? live?.[0] ?? use.meant;
      const instead = stored ?? best?.name ?? use.name;
      const before = use.mend;
      use.mend =
        use.uses === 0 || instead === use.name ? undefined : mendOf(use, instead, stored !== undefined);
      const change = (use.mend === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
      if (change === 0) continue;
      for (const id of use.cells) {
        const mends = (this.#mends.get(id) ?? 0) + change;
        if (mends === 0) this.#mends.delete(id);
        else this.#mends.set(id, mends);
      }
    }
  }
}

function mendOf({ lower }: NameUse, instead: string, exists: boolean): ClassMend {
  const code = instead.toLowerCase() === lower ? 'class-spelling' : 'class-lookalike';
  return { code, instead, exists: exists ? 1 : 0 };
}

/** The spelling used most wins; of two, the one that comes first by its characters, so that the order of edits does not matter. */
function isBefore(a: NameUse, b: NameUse): boolean {
  return a.uses === b.uses ? a.name < b.name : a.uses > b.uses;
}
