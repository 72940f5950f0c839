import assert from 'node:assert/strict';
import { sizeBreaches } from '../../../scripts/build/sizeBreaches.ts';

const BUDGET = { 'dist/extension.cjs': 2, 'dist/lib/big.cjs': 4, 'dist/lib/*.cjs': 1 };

describe('sizeBreaches', () => {
  it('is content with files up to their budget', () => {
    const files = [
      { path: 'dist/extension.cjs', bytes: 2048 },
      { path: 'dist/lib/axios.cjs', bytes: 1024 },
    ];
    assert.deepEqual(sizeBreaches(files, BUDGET), []);
  });

  it('says which file is how much too large', () => {
    assert.deepEqual(sizeBreaches([{ path: 'dist/extension.cjs', bytes: 2049 + 1024 }], BUDGET), [
      'dist/extension.cjs has 3.0 KiB, the budget is 2 KiB.',
    ]);
  });

  it('lets the first row that fits decide', () => {
    assert.deepEqual(sizeBreaches([{ path: 'dist/lib/big.cjs', bytes: 4000 }], BUDGET), []);
  });

  it('wants a row for every file', () => {
    assert.deepEqual(sizeBreaches([{ path: 'dist/webview/preview.js', bytes: 1 }], BUDGET), [
      'dist/webview/preview.js has no row in scripts/size-budget.json.',
    ]);
  });
});
