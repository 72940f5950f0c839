import type { RosterParts } from '../roster.ts';
import type { Repeat } from './blockFindings.ts';
import type { Finding } from './finding.ts';
import { relateClasses } from './relateClasses.ts';
import { relateRepeats } from './relateRepeats.ts';

/**
 * Findings, with the place of what they repeat or nearly do. `repeats` may be of more findings than these. One pass tells which are
 * looked at any further: this is done with each edit, and of a thousand findings a few are of that kind.
 */
export function relateFindings(
  parts: RosterParts,
  findings: readonly Finding[],
  repeats: readonly Repeat[],
): readonly Finding[] {
  const chosen = new Set<Finding>();
  const classes: Finding[] = [];
  for (const finding of findings) {
    const { code } = finding;
    if (code === 'username-duplicate' || code === 'database-id-repeated') chosen.add(finding);
    else if ((code === 'class-spelling' || code === 'class-lookalike') && finding.data['exists'] === 0)
      classes.push(finding);
  }
  if (chosen.size + classes.length === 0) return findings;
  const related = new Map<Finding, Finding>();
  relateRepeats(
    parts,
    repeats.filter(({ finding }) => chosen.has(finding)),
    related,
  );
  relateClasses(parts, classes, related);
  return findings.map((finding) => related.get(finding) ?? finding);
}
