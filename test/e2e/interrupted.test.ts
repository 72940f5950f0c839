import assert from 'node:assert/strict';
import { killExtensionHost } from '../../scripts/host/killExtensionHost.ts';
import { sha256 } from '../campus/sha256.ts';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

const COURSE = 'Introduction to Programming with Python';
const MIB = 1024 * 1024;

/** Where a request for a part of a file begins. */
function start(range: string | undefined): number {
  return Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
}

describe('an export that is interrupted', () => {
  const stage = onStage('interrupted', { connected: true });

  beforeEach(() => stage().sandbox.reset());

  it('finishes after the extension host was killed, without fetching the first bytes again', async () => {
    const { workbench, sandbox, server, finished, parts } = stage();
    const before = new Set(finished());
    await sandbox.turn({ big: 12, taskMs: 100, bytesPerSecond: 4 * MIB });
    await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Export Coursework');
    await until('some megabytes', () => parts().find(({ size }) => size > 3 * MIB));
    assert.equal(await killExtensionHost(server), 1);
    const [part] = parts();
    assert.ok(part, 'what had come is still there');
    await sandbox.turn({ bytesPerSecond: 0 });

    await workbench.reload();
    const path = await until('the whole file', () => finished().find((file) => !before.has(file)));
    const served = await sandbox.lastServed();
    assert.ok(served);
    assert.equal(await sha256(path), served.sha256);
    const [first, ...later] = await sandbox.downloads();
    assert.ok(first);
    assert.equal(first.range, undefined);
    assert.ok(later.length > 0);
    // The editor may have started a new host before the reload, so there may be more than one.
    for (const { range, status } of later) {
      assert.equal(status, 206);
      assert.ok(start(range) >= part.size, `${range ?? 'no range'} begins before byte ${part.size}`);
    }
    const last = later.at(-1);
    assert.equal(last?.bytes, served.size - start(last?.range));
    assert.deepEqual(parts(), []);
    const begun = (await sandbox.requests()).filter(
      ({ method, status }) => method === 'POST' && status === 200,
    );
    assert.equal(begun.filter(({ path: url }) => url.endsWith('/export/workdata')).length, 1);
  });

  it('goes on with a task that the server was working on when the window was closed', async () => {
    const { workbench, sandbox, finished } = stage();
    const before = new Set(finished());
    await sandbox.turn({ taskMs: 5000 });
    await workbench.showContainer('Lectern');
    await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Export Sources');
    await workbench.rows('the server works', 'Exports').waitFor();
    const again = (stage().workbench = await workbench.reopen());
    assert.deepEqual(
      finished().filter((file) => !before.has(file)),
      [],
      'the window was closed in time',
    );
    const path = await until('the whole file', () => finished().find((file) => !before.has(file)));
    assert.equal(await sha256(path), (await sandbox.lastServed())?.sha256);
    const begun = (await sandbox.requests()).filter(({ path: url, method, status }) => {
      return method === 'POST' && url.endsWith('/export/sources') && status === 200;
    });
    assert.equal(begun.length, 1, 'the server was asked once');
    await again.showContainer('Lectern');
    await again.rows(/^Sources\s*[\d.]+ [KM]B/, 'Exports').waitFor();
  });
});
