import { type ClassCell, parseClassCell } from '../values/classCell.ts';
import { isGuarded } from '../values/exportGuard.ts';
import type { SnapshotClass } from '../snapshot/rosterSnapshot.ts';
import type { PlannedClass, RowChange } from './importPlan.ts';

const NONE: readonly number[] = [];

const NOTHING = { enrol: 0, unenrol: 0, assign: 0, unassign: 0 };

/** What a row can do with a class. */
export const CLASS_EFFECTS = ['enrol', 'unenrol', 'assign', 'unassign'] as const;

type NewClass = { name: string; isOfLearners: boolean };

/** What the rows do with the classes of a facility, and which new ones they name. */
export class ClassPlan {
  readonly #stored: readonly SnapshotClass[];
  readonly #byName: ReadonlyMap<string, number>;
  readonly #byLower: ReadonlyMap<string, number>;
  readonly #created: NewClass[] = [];
  readonly #createdByLower = new Map<string, number>();
  readonly #cells = new Map<number, readonly number[]>();
  readonly #named = new Set<number>();

  constructor(stored: readonly SnapshotClass[]) {
    this.#stored = stored;
    this.#byName = new Map(stored.map(({ name }, index) => [name, index]));
    this.#byLower = new Map(stored.map(({ name }, index) => [name.toLowerCase(), index]));
  }

  /**
   * The classes that a cell names, by index, each once. `id` is the number of the cell among the file's different ones; -1 for an empty
   * cell. One that is not there is to be created: its first spelling wins, one of ENROLLED_IN before one of ASSIGNED_TO (Kolibri
   * protocol, section 6.4).
   */
  namedBy(id: number, cell: ClassCell | undefined, isOfLearners: boolean): readonly number[] {
    if (id < 0 || cell === undefined) return NONE;
    const key = id * 2 + (isOfLearners ? 1 : 0);
    let classes = this.#cells.get(key);
    if (classes === undefined) {
      const found = this.#guarded(cell).pieces.map(({ name }) => this.#indexOf(name, isOfLearners));
      this.#cells.set(key, (classes = [...new Set(found)]));
      for (const index of classes) this.#named.add(index);
    }
    return classes;
  }

  /** The classes that somebody is in, by index. */
  held(names: readonly string[]): readonly number[] {
    return names.length === 0 ? NONE : names.flatMap((name) => this.#byName.get(name) ?? []);
  }

  isNamed(index: number): boolean {
    return this.#named.has(index);
  }

  get created(): number {
    return this.#created.length;
  }

  /** The classes there are and those to create, with what the rows do. */
  all(changes: readonly RowChange[]): PlannedClass[] {
    const created = this.#created.map(({ name }) => ({ id: undefined, name }));
    const all = [...this.#stored, ...created].map(({ id, name }) => ({ id, name, ...NOTHING }));
    for (const change of changes)
      for (const kind of CLASS_EFFECTS)
        for (const index of change[kind]) {
          const counted = all[index];
          if (counted !== undefined) counted[kind]++;
        }
    return all;
  }

  /** Without the apostrophe that an export puts before a first name that could be a formula. */
  #guarded(cell: ClassCell): ClassCell {
    const first = cell.pieces[0]?.name ?? '';
    return isGuarded(first) && !this.#byName.has(first) && this.#byName.has(first.slice(1))
      ? parseClassCell(cell.value.slice(cell.value.indexOf("'") + 1))
      : cell;
  }

  #indexOf(name: string, isOfLearners: boolean): number {
    const lower = name.toLowerCase();
    const stored = this.#byName.get(name) ?? this.#byLower.get(lower);
    if (stored !== undefined) return stored;
    const known = this.#createdByLower.get(lower);
    if (known === undefined) {
      this.#createdByLower.set(lower, this.#created.length);
      return this.#stored.length + this.#created.push({ name, isOfLearners }) - 1;
    }
    const created = this.#created[known];
    if (created !== undefined && isOfLearners && !created.isOfLearners) {
      created.name = name;
      created.isOfLearners = true;
    }
    return this.#stored.length + known;
  }
}
