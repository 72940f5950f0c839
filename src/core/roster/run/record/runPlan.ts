import * as v from 'valibot';
import { EFFECTS } from '../../plan/effect.ts';
import type { ImportPlan, RowChange } from '../../plan/importPlan.ts';
import { lineAt } from '../lineAt.ts';

const ref = v.object({ id: v.string(), name: v.string() });
const facilityRole = v.picklist(['admin', 'coach', 'classroom assignable coach']);
const indexes = v.array(v.number());

export const runChangeSchema = v.object({
  row: v.number(),
  /** Of the users file, from 1; an undo has none. */
  line: v.exactOptional(v.number()),
  effects: v.number(),
  userId: v.exactOptional(v.string()),
  username: v.string(),
  fullName: v.string(),
  userType: v.picklist(['LEARNER', 'ADMIN', 'FACILITY_COACH', 'CLASS_COACH']),
  oldUsername: v.exactOptional(v.string()),
  fields: v.array(
    v.object({
      field: v.picklist(['fullName', 'identifier', 'birthYear', 'gender']),
      from: v.string(),
      to: v.string(),
    }),
  ),
  hasPassword: v.boolean(),
  role: v.exactOptional(
    v.object({
      from: v.picklist(['LEARNER', 'ADMIN', 'FACILITY_COACH', 'CLASS_COACH']),
      takes: v.array(facilityRole),
      gives: v.array(facilityRole),
    }),
  ),
  enrol: indexes,
  unenrol: indexes,
  assign: indexes,
  unassign: indexes,
  stillAssigned: indexes,
});

/** A row of a plan as a run keeps it: that there is a new password, not which. Class indexes are of {@link RunHead.classes}. */
export type RunChange = v.InferOutput<typeof runChangeSchema>;

export const runHeadSchema = v.object({
  facility: ref,
  /** Without an id: to be created. */
  classes: v.array(v.object({ id: v.exactOptional(v.string()), name: v.string() })),
  removals: v.array(v.object({ userId: v.string(), username: v.string(), fullName: v.string() })),
  emptied: v.array(v.object({ id: v.string(), name: v.string(), members: v.array(v.string()) })),
  /** Rows that only the server's own import would have taken, and that were left out. */
  leftOut: v.array(v.object({ row: v.number(), line: v.exactOptional(v.number()), username: v.string() })),
  /** Groups that users come back into, by their ids; only an undo knows of any. */
  regrouped: v.array(v.object({ group: v.string(), users: v.array(v.string()) })),
  /** Classes that an undo takes away again. */
  removedClasses: v.array(ref),
});

/** What a run does that belongs to no row. */
export type RunHead = v.InferOutput<typeof runHeadSchema>;

/** What a run is to do, as plain data without any secret: of a plan, or of an undo. */
export type RunPlan = RunHead & { readonly changes: readonly RunChange[] };

/**
 * The plan without its passwords, for the run's ledger; without the rows that REST refuses unless the server's import may take them.
 *
 * @param text of the users file that it was made of
 */
export function runPlanOf(plan: ImportPlan, allowsServerImport: boolean, text: string): RunPlan {
  const lineOf = lineAt(text);
  const lines = new Map(plan.changes.map(({ row, start }) => [row, lineOf(start)]));
  const isLeftOut = ({ effects }: RowChange): boolean =>
    !allowsServerImport && (effects & EFFECTS.byServer) !== 0;
  return {
    facility: { id: plan.facility.id, name: plan.facility.name },
    classes: plan.classes.map(({ id, name }) => (id === undefined ? { name } : { id, name })),
    changes: plan.changes
      .filter((change) => !isLeftOut(change))
      .map((change) => runChange(change, lines.get(change.row) ?? 0)),
    leftOut: plan.changes
      .filter(isLeftOut)
      .map(({ row, username }) => ({ row, line: lines.get(row) ?? 0, username })),
    removals: plan.removals.map(({ userId, username, fullName }) => ({ userId, username, fullName })),
    emptied: plan.emptied.map(({ id, name, members }) => ({ id, name, members: [...members] })),
    regrouped: [],
    removedClasses: [],
  };
}

function runChange(change: RowChange, line: number): RunChange {
  const { userId, oldUsername, role, password } = change;
  return {
    row: change.row,
    line,
    effects: change.effects,
    ...(userId !== undefined && { userId }),
    username: change.username,
    fullName: change.fullName,
    userType: change.userType,
    ...(oldUsername !== undefined && { oldUsername }),
    fields: change.fields.map(({ field, from, to }) => ({ field, from, to })),
    hasPassword: password !== undefined,
    ...(role && {
      role: {
        from: role.from,
        takes: [...role.takes],
        gives: role.gives === undefined ? [] : [role.gives],
      },
    }),
    enrol: [...change.enrol],
    unenrol: [...change.unenrol],
    assign: [...change.assign],
    unassign: [...change.unassign],
    stillAssigned: [...change.stillAssigned],
  };
}
