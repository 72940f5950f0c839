import type { ClassCells } from './classCells.ts';
import { foldClassName } from './foldClassName.ts';
import type { SnapshotIndex } from './snapshotIndex.ts';

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
  uses: number;
  /** The class cells that hold it. */
  readonly cells: Set<number>;
  mend: ClassMend | undefined;
};

/**
 * The spellings of class names in a file and on the server. Names that differ only in case are one class to the server, which keeps
 * one spelling; names that differ in spaces or accents become two classes (Kolibri protocol, section 6.4, "Class collection").
 */
export class ClassNames {
  readonly #cells: ClassCells;
  readonly #live: SnapshotIndex | undefined;
  readonly #counted: number[] = [];
  /** How much the count of each class cell has changed since they were settled. */
  readonly #pending: number[] = [];
  #isPending = false;
  readonly #names = new Map<string, NameUse>();
  readonly #groups = new Map<string, Set<NameUse>>();
  readonly #cellsWithMends = new Set<number>();

  constructor(cells: ClassCells, live: SnapshotIndex | undefined) {
    this.#cells = cells;
    this.#live = live;
  }

  /** Counts the class cells of some records; -1 stands for none. */
  count(ids: Int32Array, by: 1 | -1): void {
    for (const id of ids) {
      if (id >= 0) this.#pending[id] = (this.#pending[id] ?? 0) + by;
    }
    this.#isPending = true;
  }

  /** The class cells of which some name has another spelling. Empty in a tidy file. */
  settle(): ReadonlySet<number> {
    if (!this.#isPending) return this.#cellsWithMends;
    const touched = new Set<string>();
    const changed: number[] = [];
    for (let id = 0; id < this.#pending.length; id++) {
      const change = this.#pending[id] ?? 0;
      if (change === 0) continue;
      this.#pending[id] = 0;
      changed.push(id);
      this.#counted[id] = (this.#counted[id] ?? 0) + change;
      for (const { name } of this.#cells.at(id)?.pieces ?? []) {
        const use = this.#useOf(name);
        use.cells.add(id);
        use.uses += change;
        touched.add(foldClassName(name));
      }
    }
    this.#isPending = false;
    for (const fold of touched) this.#regroup(fold);
    for (const id of changed) this.#look(id);
    return this.#cellsWithMends;
  }

  /** What is to be mended about a name. */
  mendOf(name: string): ClassMend | undefined {
    return this.#names.get(name)?.mend;
  }

  /** Every class named in the file, with the number of cells that name it. */
  *all(): Iterable<{ readonly name: string; readonly uses: number }> {
    this.settle();
    for (const { name, uses } of this.#names.values()) if (uses > 0) yield { name, uses };
  }

  #useOf(name: string): NameUse {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const use: NameUse = { name, lower: name.toLowerCase(), uses: 0, cells: new Set(), mend: undefined };
    this.#names.set(name, use);
    const fold = foldClassName(name);
    const group = this.#groups.get(fold);
    if (group === undefined) this.#groups.set(fold, new Set([use]));
    else group.add(use);
    return use;
  }

  #regroup(fold: string): void {
    const uses = [...(this.#groups.get(fold) ?? [])];
    const live = this.#live?.classesByFold.get(fold);
    const inFile = uses
      .filter((use) => use.uses > 0)
      .reduce<NameUse | undefined>(
        (best, use) => (best === undefined || isBefore(use, best) ? use : best),
        undefined,
      );
    for (const use of uses) {
      const stored = this.#live?.classByLower.get(use.lower);
      const instead = stored ?? live?.[0] ?? inFile?.name ?? use.name;
      const before = use.mend;
      use.mend =
        use.uses === 0 || instead === use.name
          ? undefined
          : {
              code: instead.toLowerCase() === use.lower ? 'class-spelling' : 'class-lookalike',
              instead,
              exists: live === undefined ? 0 : 1,
            };
      if ((before === undefined) !== (use.mend === undefined)) for (const id of use.cells) this.#look(id);
    }
  }

  /** Notes whether some name in a class cell has another spelling. */
  #look(id: number): void {
    const names = this.#cells.at(id)?.pieces ?? [];
    if (names.some(({ name }) => this.mendOf(name) !== undefined)) this.#cellsWithMends.add(id);
    else this.#cellsWithMends.delete(id);
  }
}

/** The spelling used most wins; of two, the one that comes first by its characters, so that the order of edits does not matter. */
function isBefore(a: NameUse, b: NameUse): boolean {
  return a.uses === b.uses ? a.name < b.name : a.uses > b.uses;
}
