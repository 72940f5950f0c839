import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failureFrom } from '../../failureFrom.ts';
import { descendants } from '../../../scripts/process/processTree.ts';
import { makeRepository } from '../../git/makeRepository.ts';
import { until } from '../../until.ts';
import { fetchFile, makeFixture, WAYS, type Fixture } from './fixture.ts';

describe('a fetch that ends early', function () {
  this.timeout(60_000);
  let fixture: Fixture;

  before(async () => {
    fixture = await makeFixture();
    await makeRepository(fixture.root, 'a.git', {
      commits: [{ ref: 'refs/heads/main', files: [['a.json', '[]']] }],
    });
  });

  after(() => fixture.close());

  for (const way of WAYS)
    it(`leaves no process, no request and no file when it is cancelled (${way})`, async () => {
      const abort = new AbortController();
      const before = fixture.server.requests.length;
      const failed = failureFrom(
        fetchFile(fixture, { at: 'silent/a.git', path: 'a.json' }, { way }, abort.signal),
      );
      await until('the server is asked', () => fixture.server.requests.length > before || undefined);
      abort.abort();
      assert.deepEqual(await failed, { kind: 'cancelled' });
      await until('the request is gone', () => fixture.server.open() === 0 || undefined);
      await until(
        'git is gone',
        () => descendants(process.pid).every(({ command }) => !command.includes('git-remote')) || undefined,
      );
      assert.deepEqual(await readdir(fixture.work), []);
    });

  it('does not begin when it is cancelled before', async () => {
    const before = fixture.server.requests.length;
    for (const way of WAYS)
      assert.deepEqual(
        await failureFrom(
          fetchFile(fixture, { at: 'smart/a.git', path: 'a.json' }, { way }, AbortSignal.abort()),
        ),
        { kind: 'cancelled' },
      );
    assert.equal(fixture.server.requests.length, before);
    assert.deepEqual(await readdir(fixture.work), []);
  });

  it('removes what a killed one has left', async () => {
    // A process that is certainly gone, and the folder that it had.
    const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await new Promise((done) => gone.once('close', done));
    const { hostname } = await import('node:os');
    await mkdir(join(fixture.work, 'left', 'git'), { recursive: true });
    await writeFile(join(fixture.work, 'left', 'git', 'a.pack'), 'x');
    await writeFile(join(fixture.work, 'left.lease'), `${gone.pid ?? 0} ${hostname()} x`);
    await fetchFile(fixture, { at: 'smart/a.git', path: 'a.json' }, { way: 'git' });
    assert.deepEqual(await readdir(fixture.work), []);
  });
});
