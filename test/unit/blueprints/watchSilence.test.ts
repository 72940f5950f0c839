import assert from 'node:assert/strict';
import { watchSilence } from '../../../src/host/watchSilence.ts';
import { until } from '../../until.ts';

describe('a watch on silence', () => {
  it('tells that nothing comes, and what comes then', async () => {
    const told: string[] = [];
    const watch = watchSilence(5, (bytes, silent) => void told.push(silent ? 'silent' : String(bytes)));
    await until('the first silence', () => told[0]);
    watch.heard(10);
    watch.heard(10); // the same again is no progress
    await until('the second silence', () => told[2]);
    watch.end();
    assert.deepEqual(told, ['silent', '10', 'silent']);
  });

  it('says nothing after the end', async () => {
    const told: number[] = [];
    const watch = watchSilence(0, (bytes) => void told.push(bytes));
    watch.end();
    await new Promise((done) => setTimeout(done, 5));
    assert.deepEqual(told, []);
  });
});
