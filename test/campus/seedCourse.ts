import * as v from 'valibot';

/** A course as the campus's seed lists it; `key` is what tests call it. */
export const SeedCourse = v.object({
  id: v.string(),
  key: v.string(),
  name: v.string(),
  students: v.number(),
  archived: v.boolean(),
});
