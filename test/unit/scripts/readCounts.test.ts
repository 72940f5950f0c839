import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCounts } from '../../../scripts/parts/readCounts.ts';
import { scratchFolder, type ScratchFolder } from '../../../scripts/process/scratchFolder.ts';

describe('readCounts', () => {
  let scratch: ScratchFolder;
  let file: string;

  beforeEach(() => {
    scratch = scratchFolder('counts-test');
    file = join(scratch.path, 'counts.json');
  });

  afterEach(() => {
    scratch.remove();
  });

  it('takes over what a run counted', () => {
    writeFileSync(file, '{"passed":3,"failed":2}');
    assert.deepEqual(readCounts(file, 2), { passed: 3, failed: 2 });
  });

  it('keeps the names of what failed', () => {
    writeFileSync(file, '{"passed":3,"failed":1,"failures":["a job ends: not so"]}');
    assert.deepEqual(readCounts(file, 1), { passed: 3, failed: 1, failures: ['a job ends: not so'] });
  });

  it('takes a run that left no counts for a failure', () => {
    assert.deepEqual(readCounts(file, 0), { passed: 0, failed: 1 });
  });

  it('takes a run without a test for a failure', () => {
    writeFileSync(file, '{"passed":0,"failed":0}');
    assert.deepEqual(readCounts(file, 0), { passed: 0, failed: 1 });
  });

  it('takes a bad end after good tests for a failure', () => {
    writeFileSync(file, '{"passed":3,"failed":0}');
    assert.deepEqual(readCounts(file, 1), { passed: 3, failed: 1 });
  });
});
