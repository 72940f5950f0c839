import * as v from 'valibot';
import { EFFECTS } from '../plan/effect.ts';
import type { ImportPlan, RowChange } from '../plan/importPlan.ts';

const ref = v.object({ id: v.string(), name: v.string() });
const facilityRole = v.picklist(['admin', 'coach', 'classroom assignable coach']);
const indexes = v.array(v.number());

export const runChangeSchema = v.object({
  row: v.number(),
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
  leftOut: v.array(v.object({ row: v.number(), username: v.string() })),
  /** Groups that users come back into, by their ids; only an undo knows of any. */
  regrouped: v.array(v.object({ group: v.string(), users: v.array(v.string()) })),
  /** Classes that an undo takes away again. */
  removedClasses: v.array(ref),
});

/** What a run does that belongs to no row. */
export type RunHead = v.InferOutput<typeof runHeadSchema>;

/** What a run is to do, as plain data without any secret: of a plan, or of an undo. */
export type RunPlan = RunHead & { readonly changes: readonly RunChange[] };

/** The plan without its passwords, for the run's ledger; without the rows that REST refuses unless the server's import may take them. */
export function runPlanOf(plan: ImportPlan, allowsServerImport: boolean): RunPlan {
  const isLeftOut = ({ effects }: RowChange): boolean =>
    !allowsServerImport && (effects & EFFECTS.byServer) !== 0;
  return {
    facility: { id: plan.facility.id, name: plan.facility.name },
    classes: plan.classes.map(({ id, name }) => (id === undefined ? { name } : { id, name })),
    changes: plan.changes.filter((change) => !isLeftOut(change)).map(runChange),
    leftOut: plan.changes.filter(isLeftOut).map(({ row, username }) => ({ row, username })),
    removals: plan.removals.map(({ userId, username, fullName }) => ({ userId, username, fullName })),
    emptied: plan.emptied.map(({ id, name, members }) => ({ id, name, members: [...members] })),
    regrouped: [],
    removedClasses: [],
  };
}

function runChange(change: RowChange): RunChange {
  const { userId, oldUsername, role, password } = change;
  return {
    row: change.row,
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
