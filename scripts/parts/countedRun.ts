import { join } from 'node:path';
import { scratchFolder } from '../process/scratchFolder.ts';
import type { PartResult } from './part.ts';
import { readCounts } from './readCounts.ts';

/** Runs tests with a file for their counts and reads it afterwards. `run` gets its path and gives the exit code. */
export async function countedRun(run: (countsFile: string) => Promise<number>): Promise<PartResult> {
  const scratch = scratchFolder('counts');
  try {
    const file = join(scratch.path, 'counts.json');
    return readCounts(file, await run(file));
  } finally {
    scratch.remove();
  }
}
