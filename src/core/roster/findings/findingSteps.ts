import { blockFindings } from './blockFindings.ts';
import { firstFindings } from './chosenFindings.ts';
import { fileFindings } from './collectFindings.ts';
import type { Finding } from './finding.ts';
import { factsOf } from './findingCode.ts';
import { isInUtf8 } from '../encoding/isInUtf8.ts';
import { lostZeros } from '../check/lostZeros.ts';
import type { Roster } from '../roster.ts';

/**
 * All findings of a checked roster: first those of the file as a whole, then those of one block after the other. Where the first
 * of repeated values is, they do not say. The roster must not change meanwhile.
 */
export function* findingSteps(roster: Roster): Generator<readonly Finding[], void> {
  const { parts } = roster;
  const whole: Finding[] = [];
  fileFindings(
    parts,
    parts.blocks.reduce((sum, { facts }) => sum + (facts?.rowsBefore.at(-1) ?? 0), 0),
    (code, make) => void whole.push({ code, severity: factsOf(code).severity, ...make() }),
  );
  yield whole;
  if (!isInUtf8(parts.context)) return;
  const mended = parts.classNames.settle();
  const zeros = lostZeros(parts.blocks);
  let at = parts.bomLength;
  let rowsBefore = 0;
  for (const block of parts.blocks) {
    const { facts, scan } = block;
    if (facts !== undefined) {
      const chosen = firstFindings(Number.POSITIVE_INFINITY, 'hint');
      blockFindings(parts, { block, facts, at, rowsBefore }, zeros, mended, chosen);
      yield chosen.list();
      rowsBefore += facts.rowsBefore.at(-1) ?? 0;
    }
    at += scan.length;
  }
}
