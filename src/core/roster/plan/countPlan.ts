import { EFFECTS, type Effect } from './effect.ts';
import type { ImportPlan, PlanCounts } from './importPlan.ts';
import { THERE } from './places.ts';

const BITS = Object.keys(EFFECTS).length;

/** Counts what a plan does. */
export function countPlan(
  { rows, changes, problems, removals, emptied, places }: Omit<ImportPlan, 'counts'>,
  createdClasses: number,
): PlanCounts {
  const byBit = new Int32Array(BITS);
  for (const { effects } of changes)
    for (let bit = 0; bit < byBit.length; bit++)
      if ((effects & (1 << bit)) !== 0) byBit[bit] = (byBit[bit] ?? 0) + 1;
  const count = (effect: Effect): number => byBit[Math.log2(EFFECTS[effect])] ?? 0;
  let there = 0;
  for (const place of places) if (place === THERE) there++;
  return {
    create: count('create'),
    restore: count('restore'),
    update: count('update'),
    rename: count('rename'),
    role: count('role'),
    enrol: count('enrol'),
    unenrol: count('unenrol'),
    assign: count('assign'),
    unassign: count('unassign'),
    byServer: count('byServer'),
    problem: problems.length,
    there,
    unchanged: rows - changes.length - problems.length - there,
    createClass: createdClasses,
    remove: removals.length,
    emptyClass: emptied.length,
  };
}
