import assert from 'node:assert/strict';
import { keptSince } from '../../../src/core/platform/retention.ts';

describe('what the platform keeps for six months', () => {
  it('is assessment, access and assignment data, from the same day of the month', () => {
    assert.deepEqual(keptSince('assessments', new Date(2026, 10, 22)), new Date(2026, 4, 22));
    assert.deepEqual(keptSince('assignmentData', new Date(2026, 1, 10)), new Date(2025, 7, 10));
    assert.deepEqual(keptSince('accessData', new Date(2026, 10, 22)), new Date(2026, 4, 22));
    assert.equal(keptSince('coursework', new Date()), undefined);
  });

  it('begins on the last day of a month that is shorter', () => {
    assert.deepEqual(keptSince('assessments', new Date(2026, 7, 31)), new Date(2026, 1, 28));
  });
});
