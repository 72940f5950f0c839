import * as v from 'valibot';

const Text = v.optional(v.nullable(v.string()), '');

/** A job of the server, as far as an export needs it (Kolibri protocol, section 3). */
export const Job = v.object({
  id: v.string(),
  type: v.string(),
  status: v.string(),
  percentage: v.optional(v.nullable(v.number()), 0),
  exception: Text,
  traceback: Text,
  facility_id: v.optional(v.nullable(v.string()), null),
  kwargs: v.fallback(
    v.object({
      locale: v.optional(v.string()),
      facility: v.optional(v.string()),
      start_date: v.optional(v.string()),
      end_date: v.optional(v.string()),
    }),
    {},
  ),
  extra_metadata: v.fallback(
    v.object({
      started_by: v.optional(v.nullable(v.string())),
      started_by_username: v.optional(v.nullable(v.string())),
      facility_name: v.optional(v.nullable(v.string())),
      channel_name: v.optional(v.nullable(v.string())),
      sync_state: v.optional(v.nullable(v.string())),
      bytes_sent: v.optional(v.nullable(v.number())),
      bytes_received: v.optional(v.nullable(v.number())),
      // An array for the user tasks, one string for the log tasks.
      overall_error: v.optional(v.union([v.array(v.string()), v.string()]), ''),
    }),
    { overall_error: '' },
  ),
  /** null: for ever. */
  repeat: v.optional(v.nullable(v.number()), 0),
  scheduled_datetime: v.optional(v.nullable(v.string()), null),
});
export type Job = v.InferOutput<typeof Job>;

const ENDED: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELED']);

/** Ended, well or not; only such a job can be cleared. */
export function hasEnded(job: Job): boolean {
  return ENDED.has(job.status);
}
