import assert from 'node:assert/strict';
import { resultTable } from '../../../scripts/parts/resultTable.ts';

describe('resultTable', () => {
  it('shows a row for each part and ends with the sums', () => {
    const lines = resultTable([
      { name: 'unit', passed: 12, failed: 0, seconds: 1.26 },
      { name: 'host', passed: 3, failed: 2, seconds: 20 },
      { name: 'kolibri', passed: 0, failed: 0, skipped: true, seconds: 0 },
    ]).split('\n');
    assert.deepEqual(
      lines.map((line) => line.trim().split(/ +/)),
      [
        ['part', 'passed', 'failed', 'seconds'],
        ['unit', '12', '0', '1.3'],
        ['host', '3', '2', '20.0'],
        ['kolibri', 'skipped', '0', '0.0'],
        [''],
        ['15', 'passed,', '2', 'failed'],
      ],
    );
    assert.equal(lines.at(-1), '15 passed, 2 failed');
  });

  it('names what failed above the sums, a line each', () => {
    const lines = resultTable([
      { name: 'unit', passed: 1, failed: 1, failures: ['a job ends: not\n\n  so'], seconds: 1 },
    ]).split('\n');
    assert.deepEqual(lines.slice(-3), ['failed in unit: a job ends: not so', '', '1 passed, 1 failed']);
  });
});
