import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { failureFrom } from '../../failureFrom.ts';
import { LIKE_A_HOST, makeRepository, type Content } from '../../git/makeRepository.ts';
import { runGit } from '../../git/runGit.ts';
import { fetchFile, makeFixture, WAYS, type Fixture } from './fixture.ts';

const FILE = '[{ "name": "Objectives", "content": "# Objectives" }]\n';
const OLD = '[]\n';

/** A few hundred files, so that deltas and more than one tree are in the pack. */
function* files(): Generator<readonly [string, Content], void, undefined> {
  for (let i = 0; i < 300; i++) yield [`week ${i % 10}/task${i}.md`, `${'Do this.\n'.repeat(100)}${i}\n`];
  yield ['blueprints/course-blueprints.json', FILE];
  yield ['blueprints/教師/Übung – задание.json', FILE];
  yield ['blueprints/cafe\u0301.json', FILE];
  yield ['package.json', '{}'];
  yield ['link.json', { link: 'blueprints/course-blueprints.json' }];
  yield ['shortcut', { link: 'blueprints' }];
  yield ['links/up', { link: '../blueprints/./course-blueprints.json' }];
  yield ['links/folder', { link: '../blueprints/' }];
  yield ['links/again.json', { link: 'up' }];
  yield ['links/round.json', { link: 'round.json' }];
  yield ['links/out.json', { link: '../../package.json' }];
  yield ['links/absolute.json', { link: '/package.json' }];
  yield ['links/nowhere.json', { link: '../gone.json' }];
  yield ['vendor/other', { submodule: '1'.repeat(40) }];
  yield ['lfs.json', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n'];
  // Nothing that a compressor can do anything about.
  yield [
    'large.json',
    Buffer.from(Array.from({ length: 300_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 11) & 255)),
  ];
}

describe('fetching from a repository', function () {
  this.timeout(120_000);
  let fixture: Fixture;
  let first: string;

  before(async () => {
    fixture = await makeFixture();
    const commits = [
      { ref: 'refs/heads/main', files: [['blueprints/course-blueprints.json', OLD]] as const },
      { ref: 'refs/heads/main', files: [...files()] },
      { ref: 'refs/heads/feature/äöü', files: [['only-here.json', FILE]] as const },
    ];
    const { root } = fixture;
    const path = await makeRepository(root, 'host.git', { commits, tags: { 'v1.0': 'refs/heads/main' } });
    await makeRepository(root, 'bare.git', { commits, config: {} });
    await makeRepository(root, 'filterOnly.git', { commits, config: { 'uploadpack.allowFilter': 'true' } });
    await makeRepository(root, 'empty.git', { commits: [] });
    first = (await runGit(['-C', path, 'rev-parse', 'refs/heads/main~1'])).trim();
  });

  after(() => fixture.close());

  afterEach('nothing is left behind', async () => {
    assert.deepEqual(await readdir(fixture.work), []);
  });

  for (const way of WAYS)
    describe(way === 'git' ? 'with git' : 'without git', () => {
      const PATH = 'blueprints/course-blueprints.json';
      const fetch = (at: string, path: string, ref?: string, change = {}) =>
        fetchFile(fixture, { at, path, ...(ref !== undefined && { ref }) }, { way, ...change });
      const text = async (...args: Parameters<typeof fetch>) =>
        Buffer.from((await fetch(...args)).bytes).toString();
      const problem = async (...args: Parameters<typeof fetch>) => {
        const failure = await failureFrom(fetch(...args));
        if (failure.kind !== 'repository') throw new Error(JSON.stringify(failure));
        return failure.problem;
      };

      it('reads a file of the default branch, a branch, a tag and a commit', async () => {
        const main = await fetch('smart/host.git', PATH);
        assert.equal(Buffer.from(main.bytes).toString(), FILE);
        assert.equal(main.way, way);
        const head = await runGit(['-C', `${fixture.root}/host.git`, 'rev-parse', 'refs/heads/main']);
        assert.equal(main.commit, head.trim());
        assert.equal(await text('smart/host.git', PATH, 'main'), FILE);
        assert.equal(await text('smart/host.git', PATH, 'refs/heads/main'), FILE);
        assert.equal(await text('smart/host.git', PATH, 'v1.0'), FILE);
        assert.equal(await text('smart/host.git', PATH, first), OLD);
        assert.equal(await text('smart/host.git', 'only-here.json', 'feature/äöü'), FILE);
      });

      it('reads names in other scripts, however they are composed', async () => {
        assert.equal(await text('smart/host.git', 'blueprints/教師/Übung – задание.json'), FILE);
        const found = await fetch('smart/host.git', 'blueprints/caf\u00e9.json');
        assert.equal(found.path, 'blueprints/cafe\u0301.json');
      });

      for (const at of [
        'smart/bare.git',
        'plain/bare.git',
        'plain/host.git',
        'plain/filterOnly.git',
        'smart/filterOnly.git',
      ])
        it(`gets along with ${at}`, async () => {
          assert.equal(await text(at, PATH), FILE);
          assert.equal(await text(at, PATH, first), OLD);
          assert.deepEqual(await problem(at, PATH, '1'.repeat(40)), {
            is: 'ref',
            ref: '1'.repeat(40),
            shortCommit: false,
          });
        });

      it('asks a server that can do so for no other file', async () => {
        const before = fixture.server.bytes();
        await fetch('smart/host.git', PATH);
        const some = fixture.server.bytes() - before;
        await fetch('smart/bare.git', PATH);
        const all = fixture.server.bytes() - before - some;
        assert.ok(some < all, `${some} bytes of ${all}`);
      });

      it('follows a repository that has moved', async () => {
        assert.equal(await text('moved/host.git', PATH), FILE);
      });

      it('says which branch or tag is missing', async () => {
        const ref = (name: string, shortCommit: boolean) => ({ is: 'ref', ref: name, shortCommit });
        assert.deepEqual(await problem('smart/host.git', PATH, 'mian'), ref('mian', false));
        assert.deepEqual(
          await problem('smart/host.git', PATH, first.slice(0, 8)),
          ref(first.slice(0, 8), true),
        );
        assert.deepEqual(await problem('smart/empty.git', PATH), { is: 'empty' });
        assert.deepEqual(await problem('smart/empty.git', PATH, 'main'), ref('main', false));
      });

      it('offers the JSON files that there are', async () => {
        const found = await problem('smart/host.git', 'course-blueprint.json');
        const offered = found.is === 'path' ? found.files : [];
        assert.equal(offered[0], 'blueprints/course-blueprints.json');
        assert.deepEqual([...offered].sort(), [
          'blueprints/cafe\u0301.json',
          PATH,
          'blueprints/教師/Übung – задание.json',
          'large.json',
          'lfs.json',
          'package.json',
        ]);
      });

      it('follows no link and enters no submodule', async () => {
        const at = async (path: string) => {
          const found = await problem('smart/host.git', path);
          return found.is === 'notAFile' && [found.what, found.at];
        };
        assert.deepEqual(await at('link.json'), ['symlink', 'link.json']);
        assert.deepEqual(await at('shortcut/course-blueprints.json'), ['symlink', 'shortcut']);
        assert.deepEqual(await at('vendor/other/x.json'), ['submodule', 'vendor/other']);
        assert.deepEqual(await at('vendor/other'), ['submodule', 'vendor/other']);
        assert.deepEqual(await at('blueprints'), ['folder', 'blueprints']);
      });

      it('offers first what a link stands for, where that is in the repository', async () => {
        const at = async (from: string, path: string) => {
          const found = await problem(from, path);
          return found.is === 'notAFile' && [found.target, found.files[0]];
        };
        for (const from of ['smart/host.git', 'smart/bare.git'])
          for (const path of [
            'link.json',
            'shortcut/course-blueprints.json',
            'links/up',
            'links/again.json',
            'links/folder/course-blueprints.json',
          ])
            assert.deepEqual(await at(from, path), [PATH, PATH], `${from} ${path}`);
        // What is most alike in the folder.
        const [target, first] = (await at('smart/host.git', 'shortcut')) || [];
        assert.equal(target, 'blueprints');
        assert.ok(first?.startsWith('blueprints/'), first);
        for (const path of ['out.json', 'absolute.json', 'nowhere.json', 'round.json'])
          assert.equal(((await at('smart/host.git', `links/${path}`)) || ['?'])[0], undefined, path);
      });

      it('takes no pointer to Git LFS for the file', async () => {
        assert.deepEqual(await problem('smart/host.git', 'lfs.json'), { is: 'lfs', path: 'lfs.json' });
      });

      it('ends at a limit', async () => {
        const { limits } = fixture.options();
        const small = { limits: { ...limits, fileBytes: 100_000 } };
        for (const at of ['smart/host.git', 'smart/bare.git'])
          assert.deepEqual(await problem(at, 'large.json', undefined, small), {
            is: 'fileTooLarge',
            limit: 100_000,
          });
        const tiny = { limits: { ...limits, transferBytes: 5_000 } };
        assert.deepEqual(await problem('smart/bare.git', PATH, undefined, tiny), {
          is: 'transferTooLarge',
          limit: 5_000,
        });
        const short = { limits: { ...limits, totalMs: 1_000 } };
        assert.deepEqual(await failureFrom(fetch('stall/host.git', PATH, undefined, short)), {
          kind: 'timedOut',
          afterMs: 1_000,
        });
      });

      it('gives up a server that stalls', async () => {
        const limits = { ...fixture.options().limits, stallMs: 1_000 };
        for (const at of ['stall/host.git', 'silent/host.git'])
          assert.deepEqual(await failureFrom(fetch(at, PATH, undefined, { limits })), {
            kind: 'timedOut',
            afterMs: 1_000,
          });
      });

      it('tells a private repository from a missing one as far as the server does', async () => {
        assert.deepEqual(await problem('private/host.git', PATH), { is: 'private', status: 401 });
        assert.deepEqual(await problem('forbidden/host.git', PATH), { is: 'private', status: 403 });
        assert.deepEqual(await problem('missing/host.git', PATH), { is: 'missing' });
        assert.deepEqual(await problem('smart/nothing.git', PATH), { is: 'missing' });
        assert.deepEqual(await problem('signin/host.git', PATH), { is: 'private', status: 401 });
        assert.equal((await problem('elsewhere/host.git', PATH)).is, 'redirect');
        assert.deepEqual(await problem('page/host.git', PATH), { is: 'notARepository' });
        assert.deepEqual(await problem('page/host.git', PATH, 'main'), { is: 'notARepository' });
        assert.deepEqual(await failureFrom(fetch('broken/host.git', PATH)), {
          kind: 'serverFault',
          status: 500,
          detail: '',
        });
      });

      it('stays on HTTPS', async () => {
        assert.deepEqual(await problem('open/host.git', PATH), { is: 'leavesHttps', scheme: 'http' });
      });

      it('says of a connection that broke off that it did: the server was reached', async () => {
        const { host } = new URL(fixture.server.origin);
        for (const at of ['cut', 'short', 'cutRefs'])
          assert.deepEqual(await problem(`${at}/host.git`, PATH), { is: 'brokeOff', host }, at);
      });

      it('calls a server that is not there offline', async () => {
        const other = await makeFixture();
        await other.close();
        const failure = await failureFrom(
          fetchFile({ ...other, options: fixture.options }, { at: 'smart/x.git', path: PATH }, { way }),
        );
        assert.equal(failure.kind === 'offline' && failure.code, 'ECONNREFUSED');
      });

      it('does not trust an authority that nobody named', async () => {
        assert.deepEqual(
          await problem('smart/host.git', PATH, undefined, { http: { userAgent: 'Lectern/test' } }),
          { is: 'certificate' },
        );
      });

      it('refuses what git could read as something else', async () => {
        for (const [path, ref] of [
          ['--upload-pack=x', 'main'],
          ['a.json', '--upload-pack=touch x'],
          ['a.json', '-u'],
          ['../a.json', undefined],
          ['a.json', 'main:refs/heads/x'],
          ['a.json', 'x\ny'],
        ] as const) {
          const failure = await failureFrom(fetch('smart/host.git', path, ref));
          assert.equal(failure.kind, 'address');
        }
        // These are names like any other.
        for (const path of [':(top)package.json', '*.json', '{a,b}.json', '"quoted".json', 'C:\\x.json'])
          assert.equal((await problem('smart/host.git', path)).is, 'path');
        for (const ref of ['+main', '$(id)', 'a;b', "'"])
          assert.deepEqual(await problem('smart/host.git', PATH, ref), {
            is: 'ref',
            ref,
            shortCommit: false,
          });
      });

      it('tells how far it is', async () => {
        const told: number[] = [];
        const onProgress = ({ bytes }: { readonly bytes: number }) => void told.push(bytes);
        await fetch('smart/bare.git', PATH, undefined, { onProgress });
        assert.ok(Math.max(...told) > 1_000, String(told));
      });
    });

  it('reads from a server of files with git only', async () => {
    const where = { at: 'dumb/host.git', path: 'blueprints/course-blueprints.json' };
    const { bytes } = await fetchFile(fixture, where, { way: 'git' });
    assert.equal(Buffer.from(bytes).toString(), FILE);
    assert.deepEqual(await failureFrom(fetchFile(fixture, where, { way: 'builtIn' })), {
      kind: 'repository',
      problem: { is: 'oldServer' },
    });
    const old = await fetchFile(fixture, { ...where, ref: first }, { way: 'git' });
    assert.equal(Buffer.from(old.bytes).toString(), OLD);
  });

  it('does without git where there is none', async () => {
    const where = { at: 'smart/host.git', path: 'package.json' };
    const env = { PATH: fixture.work };
    assert.equal((await fetchFile(fixture, where, { way: 'auto', env })).way, 'builtIn');
    assert.equal((await fetchFile(fixture, where, { way: 'auto' })).way, 'git');
    assert.deepEqual(await failureFrom(fetchFile(fixture, where, { way: 'git', env })), {
      kind: 'repository',
      problem: { is: 'gitMissing' },
    });
  });

  it('knows what the large hosts allow', () => {
    assert.deepEqual(Object.keys(LIKE_A_HOST), [
      'uploadpack.allowFilter',
      'uploadpack.allowReachableSHA1InWant',
    ]);
  });
});
