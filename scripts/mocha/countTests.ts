import { writeFileSync } from 'node:fs';
import type { Runner } from 'mocha';

/** Names the file that takes the counts of a mocha run. */
export const COUNTS_FILE = 'LECTERN_TEST_COUNTS';

/** Writes how many tests of a run passed, how many failed and which, when it ends, to the file that LECTERN_TEST_COUNTS names. */
export function countTests(runner: Runner): void {
  const file = process.env[COUNTS_FILE];
  if (file === undefined) return;
  const counts = { passed: 0, failed: 0, failures: new Array<string>() };
  const failed = (title: string, why: string): void => {
    counts.failed++;
    counts.failures.push(`${title}: ${why}`);
  };
  runner.on('pass', () => counts.passed++);
  runner.on('fail', (test, error: Error) => failed(test.fullTitle(), error.message));
  // A test that does not run proves nothing.
  runner.on('pending', (test) => failed(test.fullTitle(), 'did not run'));
  runner.on('end', () => writeFileSync(file, JSON.stringify(counts)));
}
