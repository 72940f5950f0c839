import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCampus, type Campus } from '../../../src/core/campus/campus.ts';
import { killImport } from '../../import/killImport.ts';

describe('an import of 2,000 rows that is killed at ten random moments', function () {
  this.timeout(600_000);
  let campus: Campus;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-killed-'));
    const provision = { facility: 'School', username: 'admin', password: 'admin-pw-1' };
    campus = await startCampus({ stateDir: join(folder, 'campus'), kolibri: { provision } });
  });
  after(async () => {
    await campus.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('ends as previewed, and nothing is done twice', async () => {
    const own = join(folder, 'import');
    await mkdir(own);
    const killed = await killImport({
      ...campus.kolibri,
      folder: own,
      existing: 800,
      rows: 2000,
      kills: 10,
      seed: 20261122,
      say: (line) => console.log(`      ${line}`),
    });
    assert.equal(killed.killedAt.length, 10);
    assert.ok(killed.asPreviewed, killed.lastLines.join('\n'));
    assert.deepEqual(killed.doneTwice, []);
  });
});
