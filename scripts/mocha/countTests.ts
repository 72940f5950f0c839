import { writeFileSync } from 'node:fs';
import type { Runner } from 'mocha';

/** Names the file that takes the counts of a mocha run. */
export const COUNTS_FILE = 'LECTERN_TEST_COUNTS';

/** Writes how many tests of a run passed and failed, when it ends, to the file that LECTERN_TEST_COUNTS names. */
export function countTests(runner: Runner): void {
  const file = process.env[COUNTS_FILE];
  if (file === undefined) return;
  const counts = { passed: 0, failed: 0 };
  runner.on('pass', () => counts.passed++);
  runner.on('fail', () => counts.failed++);
  runner.on('pending', () => counts.failed++); // a test that does not run proves nothing
  runner.on('end', () => writeFileSync(file, JSON.stringify(counts)));
}
