import type { Finding } from './finding.ts';
import type { FindingCode } from './findingCode.ts';
import { findingSteps } from './findingSteps.ts';
import type { Roster } from '../roster.ts';

/** How often there is one kind of finding, and where first. */
export type FindingKindCount = {
  readonly code: FindingCode;
  readonly count: number;
  readonly first: Finding;
};

/** Counts the findings of a roster by their kind, in the order of the file; in steps. The roster must not change meanwhile. */
export function* findingKinds(roster: Roster): Generator<undefined, readonly FindingKindCount[]> {
  const kinds = new Map<FindingCode, { count: number; readonly first: Finding }>();
  for (const findings of findingSteps(roster)) {
    for (const finding of findings) {
      const kind = kinds.get(finding.code);
      if (kind === undefined) kinds.set(finding.code, { count: 1, first: finding });
      else kind.count++;
    }
    yield;
  }
  return Array.from(kinds, ([code, kind]) => ({ code, ...kind })).sort(
    (a, b) => a.first.start - b.first.start,
  );
}
