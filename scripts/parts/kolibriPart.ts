import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { COUNTS_FILE } from '../mocha/countTests.ts';
import { scratchFolder } from '../process/scratchFolder.ts';
import { FAILED, PASSED, type Part } from './part.ts';
import { readCounts } from './readCounts.ts';

/** The contract tests against a real Kolibri. Without Python they are skipped; where CI is set that is a failure. */
export const kolibriPart: Part = {
  name: 'kolibri',
  async run() {
    const scratch = scratchFolder('counts');
    const counts = join(scratch.path, 'counts.json');
    process.env[COUNTS_FILE] = counts; // for the mocha that it starts
    try {
      const { runKolibriTests } = await import('../kolibri.mjs');
      const outcome = await runKolibriTests();
      if (outcome === 'skipped') return { passed: 0, failed: 0, skipped: true };
      if (existsSync(counts)) return readCounts(counts, outcome === 'passed' ? 0 : 1);
      return outcome === 'passed' ? PASSED : FAILED;
    } finally {
      Reflect.deleteProperty(process.env, COUNTS_FILE);
      scratch.remove();
    }
  },
};
