import { fileNameOf } from '../file/fileName.ts';
import { freeName } from '../file/freeName.ts';
import type { Job } from '../job/job.ts';

/**
 * What the parts of an export are called in its zip, without an ending, by the part's id: names that every system can unpack, each
 * only once. The true names are in the manifest.
 */
export function entryNames(parts: readonly Pick<Job, 'id' | 'name'>[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    parts.map(({ id, name = '' }) => {
      const path = name.split('/').map(fileNameOf).filter(Boolean).join('/');
      return [id, freeName(path || 'part', taken)];
    }),
  );
}
