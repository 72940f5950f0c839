import { matchesGlob } from 'node:path';

/** A file of the package, or what belongs to it, with its size in bytes. */
export type SizedFile = { readonly path: string; readonly bytes: number };

/** Paths or glob patterns, the narrow ones first, each with the most KiB that a file of that name may have. */
export type SizeBudget = Readonly<Record<string, number>>;

/**
 * Says which files are larger than they may be, one sentence each. A file that no row of the budget names is a breach
 * too, else a new one would go unnoticed.
 */
export function sizeBreaches(files: readonly SizedFile[], budget: SizeBudget): readonly string[] {
  return files.flatMap(({ path, bytes }) => {
    const row = Object.entries(budget).find(([pattern]) => matchesGlob(path, pattern));
    if (row === undefined) return [`${path} has no row in scripts/size-budget.json.`];
    const size = bytes / 1024;
    return size <= row[1] ? [] : [`${path} has ${size.toFixed(1)} KiB, the budget is ${row[1]} KiB.`];
  });
}
