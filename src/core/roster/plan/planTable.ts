import type { Block, BlockFacts } from '../check/block.ts';
import type { ClassCells } from '../check/classCells.ts';
import { FULL_NAME, IDENTIFIER, USER_TYPE, USERNAME } from '../header/column.ts';
import type { RosterParts } from '../roster.ts';
import { Row } from '../check/row.ts';
import { userTypeOf } from '../values/userType.ts';
import { EFFECTS } from './effect.ts';
import type { ImportPlan, RowChange } from './importPlan.ts';
import { problemIndex, THERE, UNCHANGED } from './places.ts';
import type { Becoming, PlanRow, RowClass } from './planRow.ts';
import type { RowFilter } from './rowFilter.ts';

type Stretch = {
  readonly scan: Block['scan'];
  readonly facts: BlockFacts;
  /** UTF-16 offset in the whole text. */
  readonly at: number;
  readonly rowsBefore: number;
};

/**
 * The rows of a file beside their plan, to be looked at in windows and filtered. It stays what it was when it was made, whatever is edited
 * meanwhile; no row is copied.
 */
export class PlanTable {
  readonly plan: ImportPlan;
  readonly #stretches: readonly Stretch[];
  readonly #row: Row;
  readonly #cells: ClassCells;

  constructor(parts: RosterParts, plan: ImportPlan) {
    this.plan = plan;
    this.#row = new Row(parts.header.places);
    this.#cells = parts.classCells;
    let at = parts.bomLength;
    let rowsBefore = 0;
    const stretches: Stretch[] = [];
    for (const { scan, facts } of parts.blocks) {
      if (facts !== undefined) stretches.push({ scan, facts, at, rowsBefore });
      rowsBefore += facts?.rowsBefore.at(-1) ?? 0;
      at += scan.length;
    }
    this.#stretches = stretches;
  }

  /** The numbers of the rows that pass a filter, in the order of the file. Goes on after each block of rows that it has looked at. */
  *find(filter: RowFilter): Generator<undefined, Int32Array> {
    const { plan } = this;
    const text = filter.text?.trim().toLowerCase() ?? '';
    const cells = filter.classIndex === undefined ? undefined : this.#cellsNaming(filter.classIndex);
    const found: number[] = [];
    for (const stretch of this.#stretches) {
      const { facts, scan, rowsBefore } = stretch;
      for (let record = 0; record < scan.records; record++) {
        const before = facts.rowsBefore[record] ?? 0;
        if (facts.rowsBefore[record + 1] === before) continue;
        const index = rowsBefore + before;
        const place = plan.places[index] ?? UNCHANGED;
        const change = place >= 0 ? plan.changes[place] : undefined;
        if (!hasEffect(filter.effects, place, change)) continue;
        if (
          cells !== undefined &&
          !cells.has(facts.enrolled[record] ?? -1) &&
          !cells.has(facts.assigned[record] ?? -1)
        )
          if (!leaves(change, filter.classIndex)) continue;
        if (text !== '' && !this.#holds(stretch, record, change, text)) continue;
        found.push(index + 1);
      }
      yield;
    }
    return Int32Array.from(found);
  }

  /** What becomes of a row; its number counts from 1. */
  rowAt(row: number): PlanRow | undefined {
    const place = this.#placeOf(row);
    if (place === undefined) return undefined;
    const { stretch, record } = place;
    this.#row.load(stretch.scan, record);
    const start = stretch.at + (stretch.scan.recordStart[record] ?? 0);
    const planned = this.plan.places[row - 1] ?? UNCHANGED;
    const change = planned >= 0 ? this.plan.changes[planned] : undefined;
    const problem = this.plan.problems[problemIndex(planned)];
    return {
      row,
      start,
      effects: problem === undefined ? (change?.effects ?? 0) : EFFECTS.problem,
      ...this.#names(change),
      classes: this.#classesOf(stretch.facts, record, change),
      fields: change?.userId === undefined ? [] : change.fields.filter(({ field }) => field !== 'fullName'),
      hasNewPassword: change?.userId !== undefined && change.password !== undefined,
      isThere: planned === THERE,
      ...(problem && { problem: problem.reason }),
    };
  }

  /** The row that an offset of the text is in, or the last one before it; undefined above the first. */
  rowOf(offset: number): number | undefined {
    const stretch = this.#stretches.findLast(({ at }) => at <= offset);
    if (stretch === undefined) return undefined;
    const { scan, facts, at, rowsBefore } = stretch;
    const record = scan.recordStart.findLastIndex(
      (start, index) => index < scan.records && at + start <= offset,
    );
    const row = rowsBefore + (facts.rowsBefore[record + 1] ?? 0);
    return row === 0 ? undefined : row;
  }

  /** Where a row starts in the text. */
  startOf(row: number): number | undefined {
    const place = this.#placeOf(row);
    return place && place.stretch.at + (place.stretch.scan.recordStart[place.record] ?? 0);
  }

  #placeOf(row: number): { readonly stretch: Stretch; readonly record: number } | undefined {
    const stretch = this.#stretches.findLast(({ rowsBefore }) => rowsBefore < row);
    const record = stretch?.facts.rowsBefore.findIndex((before) => stretch.rowsBefore + before === row) ?? -1;
    return stretch === undefined || record < 1 ? undefined : { stretch, record: record - 1 };
  }

  #names(change: RowChange | undefined): Pick<PlanRow, 'username' | 'fullName' | 'userType'> {
    const row = this.#row;
    const type = row.value(USER_TYPE);
    const name =
      change?.userId === undefined ? undefined : change.fields.find(({ field }) => field === 'fullName');
    const becoming = (now: string, old: string | undefined): Becoming => ({
      now,
      ...(old !== undefined && { old }),
    });
    return {
      username: becoming(row.value(USERNAME), change?.oldUsername),
      fullName: becoming(change?.fullName ?? row.value(FULL_NAME), name?.from),
      userType: becoming(
        userTypeOf(type) ?? type,
        change?.userId === undefined ? undefined : change.role?.from,
      ),
    };
  }

  #classesOf(facts: BlockFacts, record: number, change: RowChange | undefined): readonly RowClass[] {
    const nameOf = (index: number): string => this.plan.classes[index]?.name ?? '';
    const all: RowClass[] = [];
    for (const [as, cell, joined, left] of [
      ['learner', facts.enrolled[record] ?? -1, change?.enrol, change?.unenrol],
      ['coach', facts.assigned[record] ?? -1, change?.assign, change?.unassign],
    ] as const) {
      const names = (joined ?? []).map(nameOf);
      const lower = new Set(names.map((name) => name.toLowerCase()));
      const isIgnored = as === 'coach' && userTypeOf(this.#row.value(USER_TYPE)) === 'LEARNER';
      const named = isIgnored ? [] : (this.#cells.at(cell)?.pieces ?? []);
      for (const name of names) all.push({ name, sign: '+', as });
      for (const index of left ?? []) all.push({ name: nameOf(index), sign: '-', as });
      for (const { name } of named) if (!lower.has(name.toLowerCase())) all.push({ name, sign: '', as });
    }
    return all;
  }

  #cellsNaming(classIndex: number): ReadonlySet<number> {
    const name = this.plan.classes[classIndex]?.name.toLowerCase();
    const cells = new Set<number>();
    for (let id = 0; id < this.#cells.size; id++)
      if (this.#cells.at(id)?.pieces.some((piece) => piece.name.toLowerCase() === name)) cells.add(id);
    return cells;
  }

  #holds({ scan, facts }: Stretch, record: number, change: RowChange | undefined, text: string): boolean {
    const row = this.#row;
    row.load(scan, record);
    const has = (value: string | undefined): boolean => value?.toLowerCase().includes(text) === true;
    return (
      has(row.value(USERNAME)) ||
      has(row.value(FULL_NAME)) ||
      has(row.value(IDENTIFIER)) ||
      has(this.#cells.at(facts.enrolled[record] ?? -1)?.value) ||
      has(this.#cells.at(facts.assigned[record] ?? -1)?.value) ||
      has(change?.oldUsername) ||
      change?.fields.some(({ from }) => has(from)) === true
    );
  }
}

function hasEffect(wanted: RowFilter['effects'], place: number, change: RowChange | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'unchanged') return place === UNCHANGED;
  if (wanted === 'there') return place === THERE;
  const effects = problemIndex(place) >= 0 ? EFFECTS.problem : (change?.effects ?? 0);
  return (effects & wanted) !== 0;
}

function leaves(change: RowChange | undefined, classIndex: number | undefined): boolean {
  if (change === undefined || classIndex === undefined) return false;
  return change.unenrol.includes(classIndex) || change.unassign.includes(classIndex);
}
