import type { RosterReport } from './collectFindings.ts';
import type { Finding } from './finding.ts';
import type { Roster } from './roster.ts';

/** The report of a roster with `limit` findings at most, in the order of the file: errors before warnings, and those before hints. */
export function worstFindings(roster: Roster, limit: number): RosterReport {
  const report = roster.report(limit);
  if (report.total <= limit) return report;
  const chosen: Finding[] = [];
  for (const severity of ['error', 'warning', 'hint'] as const) {
    const from = severity === 'hint' ? report : roster.report(limit, severity);
    const more = from.findings.filter((finding) => finding.severity === severity);
    chosen.push(...more.slice(0, limit - chosen.length));
  }
  return { ...report, findings: chosen.sort((a, b) => a.start - b.start) };
}
