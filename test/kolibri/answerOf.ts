import * as v from 'valibot';
import type { ServerReport } from '../../src/core/roster/predict/serverReport.ts';

const Refused = v.object({ overall_error: v.array(v.string()) });

const Processed = v.object({
  per_line_errors: v.array(
    v.pipe(
      v.object({
        row: v.union([v.number(), v.string()]),
        field: v.string(),
        value: v.nullable(v.string()),
        message: v.string(),
        username: v.optional(v.string()),
      }),
      v.transform(({ username, ...line }) => (username === undefined ? line : { ...line, username })),
    ),
  ),
  users: v.object({ created: v.number(), updated: v.number(), deleted: v.number() }),
  classes: v.object({ created: v.number(), updated: v.number(), cleared: v.number() }),
});

/** What a real server said of a users file, from its job (Kolibri protocol, section 6.2). */
export function answerOf(exception: string | null, metadata: unknown): ServerReport {
  if (exception === 'CommandError')
    return { kind: 'refused', overall: v.parse(Refused, metadata).overall_error };
  if (exception !== null) return { kind: 'crashed', exception };
  const { per_line_errors: lines, users, classes } = v.parse(Processed, metadata);
  return { kind: 'processed', lines, counts: { users, classes } };
}
