import type { ExportKind } from '../platform/exportRequest.ts';
import type { TaskRef } from '../platform/exportPort.ts';
import type { Job } from './job/job.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * For how many days a finished file stays on the server. Codio's page says seven for coursework (and for student data and PDF, which
 * Lectern makes itself; Codio protocol, section 5.3, "Lifetime"). Of sources it says none: an old link is in its list still.
 */
export const LINK_DAYS: Partial<Readonly<Record<ExportKind, number>>> = { coursework: 7 };

/** How long a link still lives. `days` counts midnights: 0 is today. */
export type LinkLife =
  | { readonly step: 'alive'; readonly ends: Date; readonly days: number }
  | { readonly step: 'ended'; readonly ends: Date };

/**
 * The life of the link to a task's file, at the least: it counts from when the task was asked for, for no server says when it was
 * done. Undefined where links have no known end, and for a task of unknown age.
 */
export function linkLife(kind: ExportKind, { askedAt }: TaskRef, now: Date): LinkLife | undefined {
  const days = LINK_DAYS[kind];
  const asked = Date.parse(askedAt ?? '');
  if (days === undefined || Number.isNaN(asked)) return undefined;
  const ends = new Date(asked + days * DAY_MS);
  if (ends <= now) return { step: 'ended', ends };
  return { step: 'alive', ends, days: Math.round((midnight(ends) - midnight(now)) / DAY_MS) };
}

/** The life of the link that a finished job's file came from. */
export function linkLifeOf({ request, state }: Job, now: Date): LinkLife | undefined {
  return state.step === 'done' && state.task ? linkLife(request.kind, state.task, now) : undefined;
}

/** When what is said of the links of `jobs` will be another thing: at the next midnight, or when one of them ends. */
export function nextLinkChange(jobs: readonly Job[], now: Date): Date {
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const ends = jobs.flatMap((job) => {
    const life = linkLifeOf(job, now);
    return life?.step === 'alive' ? [life.ends.getTime()] : [];
  });
  return new Date(Math.min(tomorrow.getTime(), ...ends));
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
