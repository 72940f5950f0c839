import type { ImportPlan } from '../plan/importPlan.ts';

/** What the server takes for the hash of one password, and for a row without one (Kolibri protocol, section 6.7). */
const PASSWORD_SECONDS = 0.09;
const ROW_SECONDS = 0.002;
/** Of every job. */
const JOB_SECONDS = 0.5;

/** How long the server's dry run of this plan's file will take, in seconds: it hashes the password of every row that has one. */
export function checkSeconds({ rows, changes }: ImportPlan): number {
  const passwords = changes.filter(({ password }) => password !== undefined).length;
  return Math.ceil(JOB_SECONDS + rows * ROW_SECONDS + passwords * PASSWORD_SECONDS);
}
