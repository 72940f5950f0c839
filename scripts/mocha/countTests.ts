import { writeFileSync } from 'node:fs';
import type { Runner } from 'mocha';

/** Names the file that takes the counts of a mocha run. */
export const COUNTS_FILE = 'LECTERN_TEST_COUNTS';

/** Writes how many tests of a run passed, how many failed and which, when it ends, to the file that LECTERN_TEST_COUNTS names. */
export function countTests(runner: Runner): void {
  const file = process.env[COUNTS_FILE];
  if (file === undefined) return;
  let passed = 0;
  const failed: { readonly title: string; readonly error: Error }[] = [];
  runner.on('pass', () => passed++);
  runner.on('fail', (test, error: Error) => failed.push({ title: test.fullTitle(), error }));
  // A test that does not run proves nothing.
  runner.on('pending', (test) => failed.push({ title: test.fullTitle(), error: new Error('did not run') }));
  runner.on('end', () => {
    // Not before the end: a hook after the test may add to the message what it saw.
    const failures = failed.map(({ title, error }) => `${title}: ${error.message}`);
    writeFileSync(file, JSON.stringify({ passed, failed: failed.length, failures }));
  });
}
