import assert from 'node:assert/strict';
import { readGitError } from '../../../src/core/blueprints/repository/git/readGitError.ts';

describe('readGitError', () => {
  it('does not take the words of an address for those of git', () => {
    const url = 'https://self-signed.invalid/ssl certificate/early eof.git';
    const said = [
      `fatal: unable to access '${url}/': Could not resolve host: self-signed.invalid`,
      'Could not resolve host: self-signed.invalid',
    ];
    for (const text of said)
      assert.deepEqual(readGitError(new Error(text), url, 1_000), {
        is: 'failure',
        failure: { kind: 'offline', host: 'self-signed.invalid', code: 'ENOTFOUND' },
      });
  });

  it('knows a certificate that is not trusted', () => {
    const url = 'https://example.org/a.git';
    const text = `fatal: unable to access '${url}/': SSL certificate problem: self-signed certificate`;
    assert.deepEqual(readGitError(new Error(text), url, 1_000), {
      is: 'failure',
      failure: { kind: 'repository', problem: { is: 'certificate' } },
    });
  });
});
