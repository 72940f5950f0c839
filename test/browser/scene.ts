import type { Failure } from '../../src/core/platform/failure.ts';
import type { RosterSnapshot } from '../../src/core/roster/snapshot/rosterSnapshot.ts';
import type { Planned, Unplanned } from '../../src/features/importPreview/plannedFile.ts';
import type { RunState } from '../../src/features/importPreview/runState.ts';

/** A users file, what is known of its facility, and what goes on with it: all that a preview shows follows from it. */
export type Scene = {
  readonly text?: string;
  readonly snapshot?: RosterSnapshot;
  /** Why there is no plan; with it there is none. */
  readonly unplanned?: Unplanned;
  readonly run?: RunState;
  readonly removes?: boolean;
  readonly isUpdating?: boolean;
  readonly isReadOnly?: boolean;
  /** Why the users and classes could not be read again. */
  readonly readFailure?: Failure;
  /** Minutes since the users and classes were read. */
  readonly age?: number;
};

export const FACILITY = { connectionId: 'k', id: 'f'.repeat(32), name: 'Lakeside School' } as const;

/** A plan of a scene, as the extension makes it. */
export async function planOfScene(
  { text = '', snapshot, removes = false, age = 0 }: Scene,
  version: number,
): Promise<Planned> {
  const { Roster } = await import('../../src/core/roster/roster.ts');
  const { frozenParts } = await import('../../src/core/roster/frozenParts.ts');
  const { planSteps } = await import('../../src/core/roster/plan/planImport.ts');
  const { PlanTable } = await import('../../src/core/roster/plan/planTable.ts');
  const { findingsByRow } = await import('../../src/features/importPreview/findingsByRow.ts');
  if (snapshot === undefined) throw new Error('A scene with a plan has a snapshot.');
  const taken = { ...snapshot, takenAt: Date.now() - age * 60_000 };
  const roster = new Roster(text, { snapshot: taken });
  roster.advance();
  const parts = frozenParts(roster.parts);
  if (parts.live === undefined) throw new Error('The roster knows no facility.');
  const steps = planSteps(parts, parts.live, { removes });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const { findings } = roster.report();
  return {
    version,
    // All of them do the same with the same text: what is said of one is true of all.
    edition: 0,
    textVersion: 1,
    table: new PlanTable(parts, step.value),
    snapshot: taken,
    facility: FACILITY,
    removes,
    findings: findingsByRow(findings),
    fileFindings: findings.filter(({ row }) => row === undefined),
    plannedAt: Date.now(),
  };
}
