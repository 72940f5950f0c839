import type { BlockFacts } from '../check/block.ts';
import { factsOf, type FindingCode } from '../findings/findingCode.ts';

/** Errors of the server's import that Lectern's may not have: it renames users by their database ID, if the name is free by then. */
const DONE_OTHERWISE: ReadonlySet<FindingCode> = new Set(['username-changed', 'username-change-fails']);

/** Findings of a row that make the server's import go wrong and Lectern's do what the file says. */
export const DONE_RIGHT: ReadonlySet<FindingCode> = new Set([
  ...DONE_OTHERWISE,
  'user-renamed',
  'user-renamed-by-case',
  'half-applied',
  'role-kept',
  'value-blanked',
  'stays-deleted',
  'guard-apostrophe',
]);

/**
 * The finding for which nothing is done with a record, the first one of its kind; undefined for a good row. Two rows about one user say
 * two things, so the second one is a problem too.
 *
 * @param next index of the record's first finding among those of the block
 */
export function rowProblem(facts: BlockFacts, record: number, next: number): FindingCode | undefined {
  if (facts.repeatedName[record] === 1) return 'username-duplicate';
  if (facts.repeatedId[record] === 1) return 'database-id-repeated';
  for (let i = next; facts.findings[i]?.record === record; i++) {
    const code = facts.findings[i]?.code;
    if (code !== undefined && factsOf(code).severity === 'error' && !DONE_OTHERWISE.has(code)) return code;
  }
  return undefined;
}
