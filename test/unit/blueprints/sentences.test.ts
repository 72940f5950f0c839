import assert from 'node:assert/strict';
import type { BlueprintFinding, SyntaxProblem } from '../../../src/core/blueprints/file/blueprintFinding.ts';
import type { AddressProblem, RepositoryProblem } from '../../../src/core/platform/repositoryProblem.ts';
import '../withoutEditor.ts';

const ADDRESS: Readonly<Record<AddressProblem['is'], AddressProblem>> = {
  empty: { is: 'empty' },
  notAnAddress: { is: 'notAnAddress' },
  option: { is: 'option' },
  control: { is: 'control' },
  local: { is: 'local' },
  insecure: { is: 'insecure' },
  ssh: { is: 'ssh' },
  credentials: { is: 'credentials' },
  token: { is: 'token' },
  extra: { is: 'extra' },
  noRepository: { is: 'noRepository' },
  notARef: { is: 'notARef' },
  outside: { is: 'outside' },
  folder: { is: 'folder' },
  transport: { is: 'transport', transport: 'ext' },
};

const NOT_A_FILE = { is: 'notAFile', path: 'a/b.json', at: 'a', files: [], more: 0 } as const;
const REPOSITORY: Readonly<Record<RepositoryProblem['is'], readonly RepositoryProblem[]>> = {
  private: [
    { is: 'private', status: 401 },
    { is: 'private', status: 403 },
  ],
  missing: [{ is: 'missing' }],
  notARepository: [{ is: 'notARepository' }],
  empty: [{ is: 'empty' }],
  ref: [
    { is: 'ref', ref: 'mian', shortCommit: false },
    { is: 'ref', ref: 'abc1234', shortCommit: true },
  ],
  path: [
    { is: 'path', path: 'x.json', files: ['y.json'], more: 0 },
    { is: 'path', path: 'x.json', files: [], more: 0 },
  ],
  notAFile: [
    { ...NOT_A_FILE, what: 'folder' },
    { ...NOT_A_FILE, what: 'symlink' },
    { ...NOT_A_FILE, what: 'symlink', target: 'b' },
    { ...NOT_A_FILE, what: 'submodule' },
  ],
  lfs: [{ is: 'lfs', path: 'x.json' }],
  fileTooLarge: [{ is: 'fileTooLarge', limit: 16 }],
  transferTooLarge: [{ is: 'transferTooLarge', limit: 1024 }],
  brokeOff: [{ is: 'brokeOff', host: 'example.org' }],
  redirect: [{ is: 'redirect', to: 'example.org' }],
  leavesHttps: [{ is: 'leavesHttps', scheme: 'http' }],
  oldServer: [{ is: 'oldServer' }],
  certificate: [{ is: 'certificate' }],
  unsupported: [{ is: 'unsupported' }],
  gitMissing: [{ is: 'gitMissing' }],
  gitFailed: [
    { is: 'gitFailed', detail: 'fatal: x' },
    { is: 'gitFailed', detail: '' },
  ],
};

const SYNTAX: Readonly<Record<SyntaxProblem, true>> = {
  comment: true,
  trailingComma: true,
  comma: true,
  colon: true,
  name: true,
  value: true,
  string: true,
  number: true,
  bracket: true,
  afterEnd: true,
  character: true,
};

/** Whole sentences, each another one, and nothing of a text that was not filled in. */
function areSentences(sentences: readonly string[]): void {
  for (const sentence of sentences) {
    assert.match(sentence, /^[\p{L}“].*[.”]$/u, sentence);
    assert.doesNotMatch(sentence, /undefined|\{\d\}|please|successfully|!/i, sentence);
  }
  assert.equal(new Set(sentences).size, sentences.length, sentences.join('\n'));
}

describe('what is said about blueprints', () => {
  it('has a sentence of its own for each address that is refused', async () => {
    const { addressText } = await import('../../../src/host/addressText.ts');
    areSentences(Object.values(ADDRESS).map((problem) => addressText('address', problem).sentence));
    for (const is of ['empty', 'option'] as const) {
      const fields = (['address', 'ref', 'path'] as const).filter(
        (field) => is !== 'empty' || field !== 'ref',
      );
      areSentences(fields.map((field) => addressText(field, ADDRESS[is]).sentence));
    }
  });

  it('has a sentence of its own for each way in which a fetch fails', async () => {
    const { failureText } = await import('../../../src/host/failureText.ts');
    const problems = Object.values(REPOSITORY).flat();
    areSentences([
      ...problems.map((problem) => failureText({ kind: 'repository', problem }).sentence),
      failureText({ kind: 'offline', host: 'example.org', code: 'ENOTFOUND' }).sentence,
      failureText({ kind: 'timedOut', afterMs: 30_000 }).sentence,
    ]);
  });

  it('has a sentence of its own for each finding, with its place', async () => {
    const { placedFindingText } = await import('../../../src/host/blueprintFindingText.ts');
    const at = { severity: 'error', range: { offset: 0, length: 0 }, line: 3, column: 7 } as const;
    const findings: readonly BlueprintFinding[] = [
      ...(Object.keys(SYNTAX) as SyntaxProblem[]).map(
        (problem) => ({ ...at, is: 'syntax', problem }) as const,
      ),
      ...(['empty', 'noBlueprints', 'notBlueprints', 'tooDeep', 'notUtf8', 'utf16', 'bom'] as const).map(
        (is) => ({ ...at, is }),
      ),
      ...(['notAnObject', 'noName', 'noContent', 'lostLetters'] as const).map((is) => ({
        ...at,
        is,
        index: 1,
      })),
      { ...at, is: 'duplicateName', index: 1, other: 0, count: 2, name: 'One' },
      { ...at, is: 'duplicateName', index: 1, other: 0, count: 3, name: 'One' },
      { ...at, is: 'duplicateKey', index: 1, key: 'name' },
      { ...at, is: 'duplicateEntry', index: 1, key: 'One', count: 2 },
    ];
    const sentences = findings.map(placedFindingText);
    areSentences(sentences);
    for (const sentence of sentences) assert.match(sentence, /^Line 3, column 7: /);
  });
});
