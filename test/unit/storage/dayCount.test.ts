import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DayCount } from '../../../src/core/storage/dayCount.ts';
import { scratchFolder } from '../exports/scratch.ts';

describe('DayCount', () => {
  const folder = scratchFolder();
  const NOON = Date.UTC(2026, 10, 22, 12);

  it('counts over all windows and restarts', async () => {
    const path = join(folder(), 'usage');
    const windows = [new DayCount(path, () => NOON), new DayCount(path, () => NOON)];
    await Promise.all(Array.from({ length: 25 }, () => windows.map((one) => one.add())).flat());
    for (const one of [...windows, new DayCount(path, () => NOON)]) assert.equal(await one.today(), 50);
  });

  it('begins anew with the day of UTC, and keeps no old days', async () => {
    const path = join(folder(), 'usage');
    let now = NOON;
    const count = new DayCount(path, () => now);
    await count.add();
    now += 86_400_000;
    assert.equal(await count.today(), 0);
    await count.add();
    await new DayCount(path, () => now).add();
    assert.equal(await count.today(), 2);
    assert.deepEqual(readdirSync(path), ['2026-11-23']);
  });

  it('counts what cannot be written', async () => {
    const count = new DayCount('/dev/null/usage', () => NOON);
    await count.add();
    assert.equal(await count.today(), 1);
  });
});
