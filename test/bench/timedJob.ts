import * as v from 'valibot';

/** What the process of a timed job prints. `grownBytes`: the most its resident set grew over what it was before. */
export const timedJob = v.object({
  wallMs: v.number(),
  grownBytes: v.number(),
  size: v.number(),
  sha256: v.string(),
});

export type TimedJob = v.InferOutput<typeof timedJob>;
