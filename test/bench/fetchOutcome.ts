import * as v from 'valibot';

/** What the process that fetches a file prints. `grownBytes`: the most its resident set grew; `rssBytes`: what it was at most. */
export const fetchOutcome = v.object({
  ms: v.number(),
  size: v.number(),
  sha256: v.string(),
  grownBytes: v.number(),
  rssBytes: v.number(),
});

export type FetchOutcome = v.InferOutput<typeof fetchOutcome>;
