import type { RowCount } from '../exports/job/job.ts';
import { fail } from '../platform/failure.ts';
import { readRows } from './readRows.ts';
import { repeatFilter } from './repeatFilter.ts';

/**
 * Counts the rows of saved usage logs below their header, and the repeats among them, in one pass. Undefined for a file that is no
 * readable table: that is no reason to lose it. Fails as cancelled only.
 */
export async function countRows(
  path: string,
  locale: string,
  signal: AbortSignal,
): Promise<RowCount | undefined> {
  const isRepeat = repeatFilter(locale);
  let total = -1;
  let repeats = 0;
  try {
    for await (const row of readRows(path, signal)) {
      total += 1;
      if (total > 0 && isRepeat(row)) repeats += 1;
    }
  } catch {
    if (signal.aborted) fail({ kind: 'cancelled' });
    return undefined;
  }
  return { total: Math.max(0, total), repeats };
}
