import assert from 'node:assert/strict';
import { readRepositoryAddress } from '../../../src/core/blueprints/address/readRepositoryAddress.ts';
import '../withoutEditor.ts';

const SSH = /^This is an SSH address\./;
const LOCAL = /^This is a path on a computer\./;
const INSECURE = /^Plain HTTP is not secure\./;
const OPTION = /must not begin with a hyphen\.$/;
const CREDENTIALS = /^There is a user name or a password in the address\./;
const TOKEN = /^There is a token or a key in the address\./;
const EXTRA = /^The address of a repository has no “\?” and no “#”\./;
const NO_REPOSITORY = /^There is no repository in this address\./;
const NOTHING = /^This is not the address of a repository\./;
const INVISIBLE = /^There is an invisible character in it\./;
const OUTSIDE = /^The path must stay inside the repository\./;
const NO_REF = /^This cannot be the name of a branch, a tag or a commit\./;
const kind = (scheme: string): RegExp => new RegExp(`^Addresses of the kind ${scheme}: are not used\\.`);

const REFUSED: readonly (readonly [address: string, sentence: RegExp])[] = [
  // Schemes without slashes are no hosts.
  ['javascript:alert(1)', kind('javascript')],
  ['JavaScript:alert(1)//github.com/o/r.git', kind('javascript')],
  ['data:text/html,<p>hello</p>', kind('data')],
  ['data:application/json;base64,W10=', kind('data')],
  ['mailto:ada@example.org', kind('mailto')],
  ['view-source:https://github.com/o/r', kind('view-source')],
  ['blob:https://github.com/0b1c', kind('blob')],
  ['git:example.org/r.git', kind('git')],
  ['ftp:example.org/r.git', kind('ftp')],
  ['vscode://vscode.git/clone?url=https://github.com/o/r', kind('vscode')],
  ['git+https://github.com/o/r.git', kind('git\\+https')],
  ['ext::sh -c touch% x', kind('ext')],
  ['fd::17', kind('fd')],
  ['about:blank', kind('about')],
  // Hosts in front of a colon are SSH.
  ['git@github.com:o/r.git', SSH],
  ['github.com:o/r.git', SSH],
  ['myhost:r.git', SSH],
  ['[::1]:r.git', SSH],
  ['git@[::1]:r.git', SSH],
  ['ssh:git@github.com', SSH],
  ['ssh://github.com/o/r.git', SSH],
  // A port is no path.
  ['example.org:8443/o/r.git', NOTHING],
  ['localhost:3000', NOTHING],
  ['file:///home/ada/r.git', LOCAL],
  ['file:r.git', LOCAL],
  ['/home/ada/r.git', LOCAL],
  ['C:r.git', LOCAL],
  ['C:\\r.git', LOCAL],
  ['\\\\server\\r.git', LOCAL],
  ['http://github.com/o/r.git', INSECURE],
  ['http:github.com/o/r.git', INSECURE],
  ['https:/github.com/o/r.git', NOTHING],
  ['https:///github.com/o/r.git', NOTHING],
  ['https://', NOTHING],
  ['https://example.org', NOTHING],
  ['https://example.org/?q=r', NOTHING],
  ['https://github.com/o/r/blob/main/%zz.json', NOTHING],
  // Secrets, wherever they stand.
  ['https://ada:secret@github.com/o/r.git', CREDENTIALS],
  ['https://token@github.com/o/r.git', CREDENTIALS],
  ['https://:@github.com/o/r.git', CREDENTIALS],
  ['https://example.org/o/r.git?token=abc', TOKEN],
  ['https://example.org/o/r.git?private_token=abc', TOKEN],
  ['https://example.org/o/r.git?X-Amz-Signature=abc', TOKEN],
  ['https://example.org/o/r.git#access_token=abc', TOKEN],
  ['https://github.com/o/r?key=abc', TOKEN],
  ['https://raw.githubusercontent.com/o/r/main/c.json?token=abc', TOKEN],
  ['https://example.org/o/r.git?x=1', EXTRA],
  ['https://example.org/o/r.git#main', EXTRA],
  ['https://github.com/o/r.git?x=1', EXTRA],
  // Pages of hosts without a repository.
  ['https://github.com/a', NO_REPOSITORY],
  ['https://github.com/a/', NO_REPOSITORY],
  ['https://www.github.com/a', NO_REPOSITORY],
  ['https://github.com/a/.git', NO_REPOSITORY],
  ['https://github.com/orgs/o/repositories', NO_REPOSITORY],
  ['https://github.com/search?q=blueprints', NO_REPOSITORY],
  ['https://gitlab.com/g', NO_REPOSITORY],
  ['https://gitlab.com/groups/g/-/issues', NO_REPOSITORY],
  ['https://gitlab.com/g/-/epics', NO_REPOSITORY],
  ['https://git.example.org/groups/g/h/-/issues', NO_REPOSITORY],
  ['https://bitbucket.org/workspace', NO_REPOSITORY],
  ['https://codeberg.org/explore/repos', NO_REPOSITORY],
  ['https://raw.githubusercontent.com/o/r', NO_REPOSITORY],
  // What git could read as an option.
  ['--upload-pack=touch x', OPTION],
  ['-u', OPTION],
  ['https://-oProxyCommand=x/r.git', OPTION],
  ['https://gitlab.com/g/r/-/blob/--upload-pack=x/c.json', OPTION],
  ['https://gitlab.com/g/r/-/blob/%2D%2Dupload-pack=x', OPTION],
  ['https://github.com/o/r/tree/-x', OPTION],
  ['https://github.com/o/r/blob/a..b/c.json', NO_REF],
  ['https://github.com/o/r/blob/main/.git%2Fconfig', OUTSIDE],
  ['https://github.com/o/r/blob/main/%E2%80%AEnosj.c', INVISIBLE],
  ['https://github.com/o/%0ahost=evil', INVISIBLE],
  ['https://github.com/o/r\u202e.git', INVISIBLE],
];

const TAKEN: readonly (readonly [address: string, clone: string, derived: boolean])[] = [
  ['https://github.com/o/r.git', 'https://github.com/o/r.git', false],
  ['https://git.example.org/o/r', 'https://git.example.org/o/r', false],
  ['https://example.org/r.git/', 'https://example.org/r.git', false],
  // The page of a repository is not what is cloned: what is, is shown.
  ['https://github.com/o/r', 'https://github.com/o/r.git', true],
  ['https://github.com/o/r/', 'https://github.com/o/r.git', true],
  ['https://www.github.com/o/r', 'https://github.com/o/r.git', true],
  ['https://gitlab.com/g/h/r', 'https://gitlab.com/g/h/r.git', true],
  ['https://bitbucket.org/o/r', 'https://bitbucket.org/o/r.git', true],
  ['https://codeberg.org/o/r', 'https://codeberg.org/o/r.git', true],
  ['https://github.com/o/r/issues/3', 'https://github.com/o/r.git', true],
  ['https://gitlab.com/g/r/-/issues', 'https://gitlab.com/g/r.git', true],
  ['https://git.example.org/g/h/r/-/merge_requests/1', 'https://git.example.org/g/h/r.git', true],
  ['https://gitlab.com/g/r/-', 'https://gitlab.com/g/r.git', true],
  // What a client asks for is below what is cloned.
  ['https://github.com/o/r.git/info/refs', 'https://github.com/o/r.git', true],
  ['https://example.org/r.git/info/refs?service=git-upload-pack', 'https://example.org/r.git', true],
  ['https://example.org/scm/r/git-upload-pack', 'https://example.org/scm/r', true],
];

describe('each address that is typed', () => {
  for (const [address, sentence] of REFUSED)
    it(`is refused by the right sentence: ${JSON.stringify(address)}`, async () => {
      const { addressText } = await import('../../../src/host/addressText.ts');
      const reading = readRepositoryAddress(address);
      assert.ok(!reading.ok, JSON.stringify(reading));
      assert.match(addressText('address', reading.problem).sentence, sentence);
    });

  for (const [address, url, derived] of TAKEN)
    it(`is taken, ${derived ? 'and its clone URL shown' : 'as it is'}: ${address}`, () => {
      const reading = readRepositoryAddress(address);
      assert.ok(reading.ok, JSON.stringify(reading));
      assert.equal(reading.address.url, url);
      assert.equal(reading.address.derived, derived);
      // What is derived is taken as it is, by whoever comes after.
      assert.deepEqual(readRepositoryAddress(url), {
        ok: true,
        address: { url, derived: false, readings: [] },
      });
    });

  it('offers no reading that would be refused where it is typed', () => {
    const reading = readRepositoryAddress('https://github.com/o/r/blob/feature/-x/c.json');
    assert.deepEqual(reading.ok && reading.address.readings, [
      { ref: 'feature/-x', path: 'c.json' },
      { ref: 'feature/-x/c.json', path: '' },
    ]);
  });
});
