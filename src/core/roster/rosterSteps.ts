import { Roster } from './roster.ts';
import type { RosterContext } from './rosterContext.ts';

/** How much text is taken in one step, in UTF-16 units. */
const STEP_LENGTH = 262_144;

/** The roster of a long text, in steps of a few milliseconds. Nothing is checked yet. */
export function* rosterSteps(text: string, context: RosterContext): Generator<undefined, Roster> {
  const roster = new Roster(text.slice(0, STEP_LENGTH), context);
  for (let at = STEP_LENGTH; at < text.length; at += STEP_LENGTH) {
    yield;
    roster.edit(at, at, text.slice(at, at + STEP_LENGTH));
  }
  return roster;
}
