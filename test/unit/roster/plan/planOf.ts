import assert from 'node:assert/strict';
import type { ImportPlan } from '../../../../src/core/roster/plan/importPlan.ts';
import { planImport } from '../../../../src/core/roster/plan/planImport.ts';
import { Roster } from '../../../../src/core/roster/roster.ts';
import type { RosterSnapshot } from '../../../../src/core/roster/snapshot/rosterSnapshot.ts';

/** The plan of a users file against a snapshot. */
export function planOf(text: string, snapshot: RosterSnapshot, removes = false): ImportPlan {
  const roster = new Roster(text, { snapshot });
  roster.advance();
  const { live } = roster.parts;
  assert.ok(live);
  return planImport(roster.parts, live, { removes });
}
