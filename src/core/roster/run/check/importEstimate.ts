import type { ImportPlan } from '../../plan/importPlan.ts';

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

/** Up to this fraction of a job the server compares rows and hashes their passwords, which is what takes time (section 6.7). */
const HASHED = 0.5;
/** Before it, the job has read the file and says nothing of its pace. */
const READ = 0.03;

/**
 * How long a dry run will go on, in seconds: by the server's own pace as soon as it says how far it is, before that by the estimate;
 * undefined when that has run out, for then nothing is known.
 *
 * @param seconds the estimate of the whole
 * @param passed seconds since it began
 * @param fraction how far the server says it is, from 0 to 1
 */
export function checkSecondsLeft(seconds: number, passed: number, fraction: number): number | undefined {
  if (fraction > READ && fraction < HASHED) return Math.ceil((passed * HASHED) / fraction - passed);
  return passed < seconds ? Math.ceil(seconds - passed) : undefined;
}
