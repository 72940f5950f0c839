import { gravestFindings } from './chosenFindings.ts';
import { collectFindings, type RosterReport } from './collectFindings.ts';
import type { Roster } from '../roster.ts';

/** The report of a roster with `limit` findings at most, in the order of the file: errors before warnings, and those before hints. */
export function worstFindings(roster: Roster, limit: number): RosterReport {
  return collectFindings(roster.parts, roster.isComplete, gravestFindings(limit));
}
