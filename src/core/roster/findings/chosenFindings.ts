import type { Finding } from './finding.ts';
import type { Severity } from './severity.ts';

/** Which findings are to be made of all there are. */
export type ChosenFindings = {
  /** True while one more of that severity is wanted. */
  wants(severity: Severity): boolean;
  add(finding: Finding): void;
  /** Those that were chosen, in the order of the file. */
  list(): readonly Finding[];
};

const WEIGHTS: Readonly<Record<Severity, number>> = { hint: 0, warning: 1, error: 2 };

/** The first so many from a severity on. */
export function firstFindings(limit: number, least: Severity): ChosenFindings {
  const findings: Finding[] = [];
  return {
    wants: (severity) => findings.length < limit && WEIGHTS[severity] >= WEIGHTS[least],
    add: (finding) => void findings.push(finding),
    list: () => findings,
  };
}

/** So many: errors before warnings, and those before hints. */
export function gravestFindings(limit: number): ChosenFindings {
  const bySeverity: Readonly<Record<Severity, Finding[]>> = { error: [], warning: [], hint: [] };
  return {
    wants: (severity) => bySeverity[severity].length < limit,
    add: (finding) => void bySeverity[finding.severity].push(finding),
    list: () =>
      [...bySeverity.error, ...bySeverity.warning, ...bySeverity.hint]
        .slice(0, limit)
        .sort((a, b) => a.start - b.start),
  };
}
