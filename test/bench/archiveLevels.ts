import * as v from 'valibot';

/** What the process that looks into an archive prints. `grownBytes`: the most its resident set grew over what it was before. */
export const archiveLevels = v.object({
  firstLevelMs: v.number(),
  fileMs: v.number(),
  grownBytes: v.number(),
  rows: v.number(),
  fileBytes: v.number(),
});

export type ArchiveLevels = v.InferOutput<typeof archiveLevels>;
