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

  it('tells a connection that broke off from a server that is not reached, and from one that fails', () => {
    const url = 'https://example.org/a.git';
    const failureOf = (text: string) => {
      const read = readGitError(new Error(text), url, 1_000);
      return read.is === 'failure' ? read.failure : read;
    };
    const brokeOff = { kind: 'repository', problem: { is: 'brokeOff', host: 'example.org' } };
    for (const text of [
      'error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: early EOF',
      'error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)',
      'fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF\nfatal: index-pack failed',
      `fatal: unable to access '${url}/': transfer closed with outstanding read data remaining`,
      `fatal: unable to access '${url}/': GnuTLS recv error (-110): The TLS connection was non-properly terminated.`,
      `fatal: unable to access '${url}/': OpenSSL SSL_read: SSL_ERROR_SYSCALL, errno 104`,
      `fatal: unable to access '${url}/': end of response with 27 bytes missing`,
    ])
      assert.deepEqual(failureOf(text), brokeOff, text);
    assert.deepEqual(failureOf(`fatal: unable to access '${url}/': Recv failure: Connection reset by peer`), {
      kind: 'offline',
      host: 'example.org',
      code: 'ECONNRESET',
    });
    assert.deepEqual(
      failureOf(
        'error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nfatal: the remote end hung up unexpectedly',
      ),
      { kind: 'serverFault', status: 502, detail: '' },
    );
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
