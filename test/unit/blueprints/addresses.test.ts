import assert from 'node:assert/strict';
import { readRepositoryAddress } from '../../../src/core/blueprints/address/readRepositoryAddress.ts';
import { readRepositoryPath } from '../../../src/core/blueprints/address/readRepositoryPath.ts';
import { refProblem } from '../../../src/core/blueprints/address/refProblem.ts';

describe('the address of a repository', () => {
  const REFUSED: readonly (readonly [string, string])[] = [
    ['', 'empty'],
    ['  ', 'empty'],
    ['git@github.com:o/r.git', 'ssh'],
    ['github.com:o/r.git', 'ssh'],
    ['ssh://git@github.com/o/r.git', 'ssh'],
    ['git+ssh://github.com/o/r.git', 'ssh'],
    ['git://github.com/o/r.git', 'transport'],
    ['ftp://example.org/r.git', 'transport'],
    ['ext::sh -c touch% /tmp/x', 'transport'],
    ['https::https://github.com/o/r.git', 'notAnAddress'],
    ['http://github.com/o/r.git', 'insecure'],
    ['HTTP://github.com/o/r.git', 'insecure'],
    ['file:///home/ada/r.git', 'local'],
    ['file:/home/ada/r.git', 'local'],
    ['/home/ada/r.git', 'local'],
    ['./r.git', 'local'],
    ['~/r.git', 'local'],
    ['C:\\Users\\ada\\r.git', 'local'],
    ['C:/Users/ada/r.git', 'local'],
    ['\\\\server\\share\\r.git', 'local'],
    ['https://ada:secret@github.com/o/r.git', 'credentials'],
    ['https://ada@github.com/o/r.git', 'credentials'],
    ['https://@github.com/o/r.git', 'credentials'],
    ['--upload-pack=touch /tmp/x', 'option'],
    ['-u', 'option'],
    ['git clone --upload-pack=x https://example.org/a/b.git', 'option'],
    ['"ext::sh -c id"', 'transport'],
    ['<file:///home/ada/r.git>', 'local'],
    ['git clone git@github.com:o/r.git', 'ssh'],
    ['https://-oProxyCommand=x/r.git', 'option'],
    ['https://github.com/o/\nr.git', 'control'],
    ['https://github.com/o/r\u202e.git', 'control'],
    ['https://github.com/o/%0ahost=evil', 'control'],
    ['https://example.org/r.git?x=1', 'extra'],
    ['https://example.org/r.git#main', 'extra'],
    ['https://example.org', 'notAnAddress'],
    ['https://example.org/a b', 'notAnAddress'],
    ['https:/example.org/a', 'notAnAddress'],
    ['blueprints', 'notAnAddress'],
  ];
  for (const [text, problem] of REFUSED)
    it(`refuses ${JSON.stringify(text)} as ${problem}`, () => {
      const reading = readRepositoryAddress(text);
      assert.equal(!reading.ok && reading.problem.is, problem);
    });

  it('takes an HTTPS address as it is', () => {
    const url = (text: string) => {
      const reading = readRepositoryAddress(text);
      return reading.ok && !reading.address.derived && reading.address.url;
    };
    assert.equal(url(' https://github.com/o/r.git '), 'https://github.com/o/r.git');
    assert.equal(url('HTTPS://GitHub.com/o/r.git/'), 'https://github.com/o/r.git');
    assert.equal(
      url('https://git.example.org:8443/scm/a/b/c.git'),
      'https://git.example.org:8443/scm/a/b/c.git',
    );
    assert.equal(url('https://schule.example/möbel.git'), 'https://schule.example/m%C3%B6bel.git');
  });

  const PASTED: readonly (readonly [string, string])[] = [
    ['github.com/codio/blueprints', 'https://github.com/codio/blueprints.git'],
    ['www.github.com/a/b', 'https://github.com/a/b.git'],
    ['git clone https://example.org/a/b.git', 'https://example.org/a/b.git'],
    ['<https://example.org/a/b.git>', 'https://example.org/a/b.git'],
    ['"https://example.org/a/b.git"', 'https://example.org/a/b.git'],
    ['git clone "https://example.org/a/b.git"', 'https://example.org/a/b.git'],
    ['example.org/a/b.git', 'https://example.org/a/b.git'],
  ];
  for (const [text, url] of PASTED)
    it(`takes ${text}, and shows what it takes it for`, () => {
      const reading = readRepositoryAddress(text);
      assert.ok(reading.ok, JSON.stringify(reading));
      assert.deepEqual([reading.address.url, reading.address.derived], [url, true]);
    });

  const PAGES: readonly (readonly [string, string, ref?: string, path?: string])[] = [
    ['https://github.com/o/r?tab=readme-ov-file', 'https://github.com/o/r.git'],
    ['https://github.com/o/r/issues/3', 'https://github.com/o/r.git'],
    ['https://github.com/o/r/blob/main/b/c.json#L3', 'https://github.com/o/r.git', 'main', 'b/c.json'],
    ['https://github.com/o/r/tree/main/b', 'https://github.com/o/r.git', 'main', 'b'],
    [
      'https://github.example.edu/o/r/blob/v1/c%20d.json',
      'https://github.example.edu/o/r.git',
      'v1',
      'c d.json',
    ],
    ['https://raw.githubusercontent.com/o/r/main/c.json', 'https://github.com/o/r.git', 'main', 'c.json'],
    [
      'https://raw.githubusercontent.com/o/r/refs/heads/main/c.json',
      'https://github.com/o/r.git',
      'refs/heads/main',
      'c.json',
    ],
    [
      'https://gitlab.com/g/h/r/-/blob/main/c.json?ref_type=heads',
      'https://gitlab.com/g/h/r.git',
      'main',
      'c.json',
    ],
    [
      'https://codeberg.org/o/r/src/branch/main/c.json',
      'https://codeberg.org/o/r.git',
      'refs/heads/main',
      'c.json',
    ],
    [
      'https://git.example.org/o/r/src/tag/v1/c.json',
      'https://git.example.org/o/r.git',
      'refs/tags/v1',
      'c.json',
    ],
    ['https://codeberg.org/o/r/src/commit/abc/c.json', 'https://codeberg.org/o/r.git', 'abc', 'c.json'],
    ['https://bitbucket.org/o/r/src/main/c.json', 'https://bitbucket.org/o/r.git', 'main', 'c.json'],
  ];
  for (const [page, url, ref, path] of PAGES)
    it(`derives the repository of ${page}`, () => {
      const reading = readRepositoryAddress(page);
      assert.ok(reading.ok && reading.address.derived);
      assert.equal(reading.address.url, url);
      assert.deepEqual(reading.address.readings[0], ref === undefined ? undefined : { ref, path });
    });

  it('offers every way to part a branch from a path', () => {
    const reading = readRepositoryAddress('https://github.com/o/r/blob/feature/x/c.json');
    assert.deepEqual(reading.ok && reading.address.readings.map(({ ref, path }) => `${ref} ${path}`), [
      'feature x/c.json',
      'feature/x c.json',
      'feature/x/c.json ',
    ]);
  });
});

describe('a branch, tag or commit', () => {
  it('is refused by the rules of git, and where it could be an option', () => {
    const problem = (ref: string) => refProblem(ref)?.is;
    for (const ref of ['', 'main', 'feature/x', 'v1.0', 'refs/heads/main', 'äöü', 'a+b', '+x', 'HEAD'])
      assert.equal(problem(ref), undefined, ref);
    for (const ref of ['-x', '--upload-pack=x']) assert.equal(problem(ref), 'option', ref);
    for (const ref of ['a\nb', 'a\u0000', 'a\u007f']) assert.equal(problem(ref), 'control', ref);
    for (const ref of [
      'a b',
      'a..b',
      'a:b',
      'a~1',
      'a^',
      'a?',
      'a*',
      'a[',
      'a\\b',
      '@',
      'a@{1}',
      '/a',
      'a/',
      'a//b',
      '.a',
      'a/.b',
      'a.',
      'a.lock',
      'a.lock/b',
    ])
      assert.equal(problem(ref), 'notARef', ref);
  });
});

describe('the path of a file', () => {
  it('is taken from the root of the repository', () => {
    const path = (text: string) => {
      const reading = readRepositoryPath(text);
      return reading.ok ? reading.path : reading.problem.is;
    };
    assert.equal(path(' a/b c.json '), 'a/b c.json');
    assert.equal(path('/a/b.json'), 'a/b.json');
    assert.equal(path('./a//b.json'), 'a/b.json');
    assert.equal(path(''), 'empty');
    assert.equal(path('-a.json'), 'option');
    assert.equal(path('a\tb'), 'control');
    assert.equal(path('../a.json'), 'outside');
    assert.equal(path('a/../b.json'), 'outside');
    assert.equal(path('.git/config'), 'outside');
    assert.equal(path('a/.GIT/config'), 'outside');
    assert.equal(path('a/'), 'folder');
    assert.equal(path('/'), 'folder');
  });
});
