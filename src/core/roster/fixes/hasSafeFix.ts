import { findingSteps } from '../findings/findingSteps.ts';
import { fixesOf } from './fixesOf.ts';
import type { Roster } from '../roster.ts';

const STEP_BLOCKS = 8;

/** True if there is something in the file that is safe to mend, in steps of a few milliseconds. The roster must not change meanwhile. */
export function* hasSafeFix(roster: Roster): Generator<undefined, boolean> {
  while (!roster.advance(STEP_BLOCKS)) yield;
  for (const findings of findingSteps(roster)) {
    for (const finding of findings)
      if (fixesOf(roster, finding).some(({ isSafe, edits, steps }) => isSafe && (edits.length > 0 || steps)))
        return true;
    yield;
  }
  return false;
}
