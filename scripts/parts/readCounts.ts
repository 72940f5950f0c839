import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { readJson } from '../readJson.ts';
import { say } from '../say.ts';
import type { PartResult } from './part.ts';

const Counts = v.object({
  passed: v.number(),
  failed: v.number(),
  failures: v.optional(v.array(v.string()), []),
});

/**
 * Reads what the counting reporter left. A run that left nothing, found no test, or ended badly with every test passed
 * counts as one failure more.
 */
export function readCounts(file: string, exitCode: number): PartResult {
  if (!existsSync(file)) {
    say('The tests broke down before they ended.');
    return { passed: 0, failed: 1 };
  }
  const { passed, failed, failures } = readJson(file, Counts);
  if (passed + failed === 0) {
    say('There is no test here, and that counts as a failure.');
    return { passed: 0, failed: 1 };
  }
  return {
    passed,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    ...(failures.length > 0 && { failures }),
  };
}
