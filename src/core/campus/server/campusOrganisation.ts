import type { Organisation } from '../seed/model.ts';
import { organisationOf } from '../seed/organisation.ts';

let latest: { readonly key: string; readonly organisation: Organisation } | undefined;

/** The organisation of a seed and size; the latest one is kept, because every request asks for it. */
export function campusOrganisation(seed: number, extraCourses: number): Organisation {
  const key = `${seed}/${extraCourses}`;
  if (latest?.key !== key) latest = { key, organisation: organisationOf(seed, extraCourses) };
  return latest.organisation;
}
