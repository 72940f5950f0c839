import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../process/scratchFolder.ts';
import { startChild } from '../process/startChild.ts';
import { readJson } from '../readJson.ts';
import { ROOT } from '../root.ts';
import { say } from '../say.ts';
import { FAILED, PartResultSchema, type Part, type PartResult } from './part.ts';

/** Names the file that takes the result of a part which runs in a process of its own. */
export const RESULT_FILE = 'LECTERN_PART_RESULT';

/**
 * Runs a part in a process of its own, so that another one can run beside it, and prints what it says in one piece when it ends.
 * A process that leaves no result counts as one failure.
 */
export async function runApart({ name }: Part): Promise<PartResult> {
  const scratch = scratchFolder(`part-${name}`);
  try {
    const [output, result] = [join(scratch.path, 'output.txt'), join(scratch.path, 'result.json')];
    const to = openSync(output, 'w');
    const { ended } = startChild(process.execPath, [join(ROOT, 'scripts/run.mjs'), name], {
      cwd: ROOT,
      stdio: ['ignore', to, to],
      env: { ...process.env, [RESULT_FILE]: result },
    });
    await ended;
    closeSync(to);
    say(`\n=== ${name}\n${readFileSync(output, 'utf8')}`);
    return existsSync(result) ? readJson(result, PartResultSchema) : FAILED;
  } finally {
    scratch.remove();
  }
}
