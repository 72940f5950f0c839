import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { readRepositoryAddress } from '../../../src/core/blueprints/address/readRepositoryAddress.ts';
import {
  fetchReading,
  type Reading,
  type ReadingOutcome,
} from '../../../src/core/blueprints/repository/fetchReading.ts';
import { makeRepository } from '../../git/makeRepository.ts';
import { runGit } from '../../git/runGit.ts';
import { fetchFile, makeFixture, WAYS, type Fixture } from './fixture.ts';

const FILE = '[{ "name": "Objectives", "content": "# Objectives" }]\n';

describe('fetching what the address of a page says', function () {
  this.timeout(60_000);
  let fixture: Fixture;

  before(async () => {
    fixture = await makeFixture();
    await makeRepository(fixture.root, 'host.git', {
      commits: [
        { ref: 'refs/heads/main', files: [['a.json', FILE]] },
        { ref: 'refs/heads/feature/x', files: [['pages/b.json', FILE]] },
      ],
    });
  });
  after(() => fixture.close());

  /** What a GitLab on the test's server would show as `…/smart/host/-/blob/REST`. */
  const fetched = async (way: 'git' | 'builtIn', rest: string, at = 'smart'): Promise<ReadingOutcome> => {
    const page = readRepositoryAddress(`${fixture.server.origin}/${at}/host/-/blob/${rest}`);
    assert.ok(page.ok && page.address.derived);
    assert.equal(page.address.url, `${fixture.server.origin}/${at}/host.git`);
    const [first, ...others] = page.address.readings.filter(({ path }) => path !== '');
    assert.ok(first);
    const readings: [Reading, ...Reading[]] = [first, ...others];
    return fetchReading(page.address.url, readings, fixture.options({ way }), new AbortController().signal);
  };

  for (const way of WAYS)
    describe(way === 'git' ? 'with git' : 'without git', () => {
      it('finds where the name of the branch ends', async () => {
        for (const [rest, ref, path] of [
          ['main/a.json', 'main', 'a.json'],
          ['feature/x/pages/b.json', 'feature/x', 'pages/b.json'],
        ] as const) {
          const outcome = await fetched(way, rest);
          assert.ok(outcome.ok, JSON.stringify(outcome));
          assert.deepEqual(outcome.reading, { ref, path });
          assert.equal(Buffer.from(outcome.file.bytes).toString(), FILE);
        }
      });

      it('says of the reading whose branch is there what is wrong', async () => {
        const outcome = await fetched(way, 'feature/x/pages/c.json');
        assert.ok(!outcome.ok && outcome.failure.kind === 'repository');
        assert.deepEqual(outcome.reading, { ref: 'feature/x', path: 'pages/c.json' });
        assert.deepEqual(outcome.failure.problem, {
          is: 'path',
          path: 'pages/c.json',
          files: ['pages/b.json'],
          more: 0,
        });
      });

      it('says of the first reading that no branch is there', async () => {
        const outcome = await fetched(way, 'mian/deep/a.json');
        assert.ok(!outcome.ok && outcome.failure.kind === 'repository');
        assert.deepEqual(outcome.failure.problem, { is: 'ref', ref: 'mian', shortCommit: false });
      });

      it('does not go on where the reading is not what is wrong', async () => {
        const asked = fixture.server.requests.length;
        const outcome = await fetched(way, 'feature/x/pages/b.json', 'private');
        assert.ok(!outcome.ok && outcome.failure.kind === 'repository');
        assert.deepEqual(outcome.failure.problem, { is: 'private', status: 401 });
        const again = fixture.server.requests.slice(asked).filter((one) => one.includes('/info/refs'));
        assert.equal(again.length, 1, again.join());
      });
    });

  it('uses the git that it is told of, in a folder with a blank in its name', async () => {
    const execPath = (await runGit(['--exec-path'])).trim();
    const folder = join(fixture.root, 'my programs');
    await mkdir(folder);
    await symlink(join(execPath, 'git'), join(folder, 'git'));
    const PATH = (process.env['PATH'] ?? '').split(delimiter).filter((one) => one.includes('node_modules'));
    const env = { ...process.env, PATH: PATH.join(delimiter) };
    const where = { at: 'smart/host.git', path: 'a.json' };
    const own = await fetchFile(fixture, where, { way: 'auto', env, git: join(folder, 'git') });
    assert.equal(own.way, 'git');
    assert.equal((await fetchFile(fixture, where, { way: 'auto', env })).way, 'builtIn');
  });
});
