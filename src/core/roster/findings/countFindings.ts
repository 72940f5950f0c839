import type { BlockFacts } from '../check/block.ts';
import type { ClassNames } from '../check/classNames.ts';
import { factsOf, type FindingCode } from './findingCode.ts';
import type { Severity } from './severity.ts';

/** How many findings of each severity. */
export type FindingCounts = Record<Severity, number>;

/** Stages that the server does not come to with a row whose user name is repeated: it is rejected before. */
const BEYOND_REPEATED: ReadonlySet<string> = new Set(['match', 'matchCrash', 'saved']);

/** True for a finding of one row that does not matter where the user name is repeated. */
export function isBeyondRepeated(code: FindingCode): boolean {
  return code === 'user-type-deferred' || BEYOND_REPEATED.has(factsOf(code).stage);
}

/** True if some record has what an earlier one has. */
export function hasRepeats({ repeatedName, repeatedId }: BlockFacts): boolean {
  return repeatedName.includes(1) || repeatedId.includes(1);
}

/**
 * Counts the findings of a block without making them.
 *
 * @param zeros see lostZeros.ts
 */
export function countFindings(
  facts: BlockFacts,
  zeros: number,
  classNames: ClassNames,
  mended: ReadonlyMap<number, number>,
): FindingCounts {
  const counts = { ...facts.counts };
  if (hasRepeats(facts)) countRepeats(facts, counts);
  if (zeros > 0) countZeros(facts, zeros, counts);
  if (mended.size > 0 && facts.classCells.some((id) => mended.has(id)))
    countMends(facts, classNames, mended, counts);
  return counts;
}

function countRepeats({ repeatedName, repeatedId, findings }: BlockFacts, counts: FindingCounts): void {
  for (let record = 0; record < repeatedName.length; record++) {
    if (repeatedName[record] === 1) counts.error++;
    else if (repeatedId[record] === 1) counts.warning++;
  }
  for (const { code, record } of findings)
    if (repeatedName[record] === 1 && isBeyondRepeated(code)) counts[factsOf(code).severity]--;
}

function countZeros({ digits, findings }: BlockFacts, zeros: number, counts: FindingCounts): void {
  for (const length of digits) if (length > 0 && length < zeros) counts.warning++;
  // Those that a rule has found by itself are not found twice.
  for (const { code, record } of findings) {
    const length = digits[record] ?? 0;
    if (code === 'leading-zeros-lost' && length > 0 && length < zeros) counts.warning--;
  }
}

function countMends(
  { enrolled, assigned }: BlockFacts,
  classNames: ClassNames,
  mended: ReadonlyMap<number, number>,
  counts: FindingCounts,
): void {
  for (const ids of [enrolled, assigned]) {
    for (const id of ids) {
      if (id < 0 || !mended.has(id)) continue;
      for (const { code } of classNames.mendsIn(id)) counts[factsOf(code).severity]++;
    }
  }
}
