import type { ExportKind } from './exportRequest.ts';

const DAY_MS = 24 * 3_600_000;

/** Codio leaves students who were inactive for longer out of coursework and student exports (Codio protocol, section 6, "Retention"). */
export const INACTIVE_DAYS = 90;

/** Who has done nothing since then is inactive. */
export function inactiveBefore(now: Date): Date {
  return new Date(now.getTime() - INACTIVE_DAYS * DAY_MS);
}

/**
 * The day from which on Codio still has the data of an export: assessment, access and assignment data is kept for at most six months (Codio
 * protocol, section 6, "Retention"). Undefined for what has no such limit.
 */
export function keptSince(kind: ExportKind, now: Date): Date | undefined {
  if (kind !== 'assessments' && kind !== 'assignmentData' && kind !== 'accessData') return undefined;
  const since = new Date(now);
  const day = since.getDate();
  since.setMonth(since.getMonth() - 6);
  // 31 August less six months is the end of February, not the third of March.
  if (since.getDate() !== day) since.setDate(0);
  return since;
}
