import type { Finding } from '../../core/roster/findings/finding.ts';
import { DONE_RIGHT } from '../../core/roster/plan/rowProblem.ts';

/** The findings of each row, without those that only the server's own import would get wrong. */
export function findingsByRow(findings: readonly Finding[]): ReadonlyMap<number, readonly Finding[]> {
  const rows = new Map<number, Finding[]>();
  for (const finding of findings) {
    if (finding.row === undefined || DONE_RIGHT.has(finding.code)) continue;
    const row = rows.get(finding.row);
    if (row === undefined) rows.set(finding.row, [finding]);
    else row.push(finding);
  }
  return rows;
}
