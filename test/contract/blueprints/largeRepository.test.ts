import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { failureFrom } from '../../failureFrom.ts';
import { DEFAULT_LIMITS } from '../../../src/core/blueprints/repository/repositoryFile.ts';
import { LIKE_A_HOST, makeRepository } from '../../git/makeRepository.ts';
import { noise } from '../../git/noise.ts';
import { runGit } from '../../git/runGit.ts';
import { fetchFile, makeFixture, WAYS, type Fixture } from './fixture.ts';
import '../../unit/withoutEditor.ts';

const MB = 1_000_000;
const FILES = 20_000;
const FILE_BYTES = 10_000;
const PATH = 'week 07/blueprints/course-blueprints.json';
const FILE = JSON.stringify([{ name: 'Objectives', content: '# Objectives\n'.repeat(760) }]);

function* files(): Generator<readonly [string, string | Uint8Array], void, undefined> {
  for (let i = 1; i < FILES; i++)
    yield [`week ${String(i % 20).padStart(2, '0')}/task ${i % 200}/file ${i}.bin`, noise(i, FILE_BYTES)];
  yield [PATH, FILE];
}

describe('one file of 10 KB out of 20,000 files and 200 MB', function () {
  this.timeout(120_000);
  let fixture: Fixture;

  before(async () => {
    fixture = await makeFixture();
    const commits = [{ ref: 'refs/heads/main', files: files() }];
    const path = await makeRepository(fixture.root, 'large.git', { commits, noise: true });
    const counted = await runGit(['-C', path, 'count-objects', '-v']);
    assert.ok(Number(/size-pack: (\d+)/.exec(counted)?.[1]) * 1024 > 199 * MB, counted);
  });
  after(() => fixture.close());
  afterEach('nothing is left behind', async () => {
    assert.deepEqual(await readdir(fixture.work), []);
  });

  /** The server answers as one that has no filters, or as the large hosts do. */
  const filters = async (on: boolean): Promise<void> => {
    for (const key of Object.keys(LIKE_A_HOST))
      await runGit(['-C', `${fixture.root}/large.git`, 'config', key, String(on)]);
  };
  const where = { at: 'smart/large.git', path: PATH };

  for (const way of WAYS)
    describe(way === 'git' ? 'with git' : 'without git', () => {
      it('takes a hundredth of it where the server has filters', async () => {
        await filters(true);
        const before = fixture.server.bytes();
        const { bytes } = await fetchFile(fixture, where, { way });
        assert.equal(Buffer.from(bytes).toString(), FILE);
        const received = fixture.server.bytes() - before;
        assert.ok(received < 2 * MB, `${received} bytes`);
      });

      it('stops at its limit where the server has none, and says so', async () => {
        await filters(false);
        const before = fixture.server.bytes();
        const limits = { ...DEFAULT_LIMITS, transferBytes: 10 * MB };
        const failure = await failureFrom(fetchFile(fixture, where, { way, limits }));
        assert.deepEqual(failure, {
          kind: 'repository',
          problem: { is: 'transferTooLarge', limit: 10 * MB },
        });
        // git is looked at now and then; what is built in counts every byte itself.
        const received = fixture.server.bytes() - before;
        assert.ok(way === 'git' || received < 50 * MB, `${received} bytes`);
        const { failureText } = await import('../../../src/host/failureText.ts');
        assert.match(
          failureText(failure).sentence,
          /^The server sends more than .* for this one file\. Download the file and import it from there\.$/,
        );
      });

      it('takes no file that is too large itself, and says so', async () => {
        await filters(true);
        const limits = { ...DEFAULT_LIMITS, fileBytes: 5_000 };
        const other = { ...where, path: 'week 01/task 1/file 1.bin' };
        const failure = await failureFrom(fetchFile(fixture, other, { way, limits }));
        assert.deepEqual(failure, { kind: 'repository', problem: { is: 'fileTooLarge', limit: 5_000 } });
        const { failureText } = await import('../../../src/host/failureText.ts');
        assert.match(
          failureText(failure).sentence,
          /^The file is larger than .*: too large for a blueprints file\.$/,
        );
      });
    });
});
