import * as v from 'valibot';

/** The states of a job that a server shows (Kolibri protocol, section 3). */
export const JOB_STATES = ['QUEUED', 'SELECTED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELED'] as const;

const json = v.record(v.string(), v.unknown());

export const JobSchema = v.object({
  id: v.string(),
  type: v.string(),
  status: v.picklist(JOB_STATES),
  percentage: v.number(),
  exception: v.nullable(v.string()),
  traceback: v.string(),
  facility: v.nullable(v.string()),
  args: v.array(v.unknown()),
  kwargs: json,
  /** Includes who started it, once it is somebody. */
  extra: json,
  /** When it is to begin, ISO. */
  scheduled: v.string(),
  repeat: v.nullable(v.number()),
  repeatInterval: v.number(),
  retryInterval: v.nullable(v.number()),
  maxRetries: v.nullable(v.number()),
});

export type Job = v.InferOutput<typeof JobSchema>;

/** Completed, failed or canceled. */
export function hasFinished({ status }: Job): boolean {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELED';
}
