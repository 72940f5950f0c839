import type { ImportPlan } from '../plan/importPlan.ts';
import type { RosterSnapshot } from '../snapshot/rosterSnapshot.ts';

/** Why a plan may not be carried out as it is. */
export type ImportRefusal = 'problems' | 'nothing' | 'emptyFileRemoves';

/** More removals than this, or than this share of all users, want the facility's name typed. */
const MANY_REMOVALS = 10;
const LARGE_SHARE = 0.05;

/**
 * What keeps a plan from being carried out: an error that stands, or that there is nothing to do. A file without rows removes nobody,
 * whatever is asked for: the server's own import would remove everybody (Kolibri protocol, section 6.3, rule 6).
 */
export function importRefusal(plan: ImportPlan): ImportRefusal | undefined {
  const { problems, fileProblems, rows, removals, emptied, changes, counts } = plan;
  if (problems.length > 0 || fileProblems.length > 0) return 'problems';
  if (rows === 0 && removals.length + emptied.length > 0) return 'emptyFileRemoves';
  const leaving = removals.length + emptied.reduce((sum, { members }) => sum + members.length, 0);
  return changes.length + leaving + counts.createClass === 0 ? 'nothing' : undefined;
}

/** Whether so many users go that the facility's name is to be typed: more than 10, or more than 5 % of those there are. */
export function wantsFacilityName(
  { removals }: Pick<ImportPlan, 'removals'>,
  { users }: Pick<RosterSnapshot, 'users'>,
): boolean {
  const living = users.filter(({ isDeleted }) => !isDeleted).length;
  return removals.length > MANY_REMOVALS || removals.length > living * LARGE_SHARE;
}
