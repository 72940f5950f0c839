import type { RosterParts } from '../roster.ts';
import type { Repeat } from './blockFindings.ts';
import type { Finding } from './finding.ts';
import { relateClasses } from './relateClasses.ts';
import { relateRepeats } from './relateRepeats.ts';

/** Findings, with the place of what they repeat or nearly do. `repeats` may be of more findings than these. */
export function relateFindings(
  parts: RosterParts,
  findings: readonly Finding[],
  repeats: readonly Repeat[],
): readonly Finding[] {
  const chosen = new Set(findings);
  const related = new Map([
    ...relateRepeats(
      parts,
      repeats.filter(({ finding }) => chosen.has(finding)),
    ),
    ...relateClasses(parts, findings),
  ]);
  return related.size === 0 ? findings : findings.map((finding) => related.get(finding) ?? finding);
}
