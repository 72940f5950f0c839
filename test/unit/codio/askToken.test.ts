import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { askToken } from '../../../src/core/codio/askToken.ts';
import { createExchange } from '../../../src/core/codio/exchange.ts';
import type { Token } from '../../../src/core/codio/tokenSource.ts';
import { fail, FailureError, failureOf } from '../../../src/core/platform/failure.ts';
import { failsWith } from '../platform/failsWith.ts';
import { fakeClock } from './fakeClock.ts';
import { CONNECTION, CREDENTIALS, NO_STOP } from './fakeCodio.ts';
import { fakeHttp, json, type Answer, type FakeHttp } from './fakeHttp.ts';

function ask(http: FakeHttp): Promise<Token> {
  const clock = fakeClock();
  const exchange = createExchange({ http, requestsPerTenSeconds: 40, now: clock.now, sleep: clock.sleep });
  return clock.run(askToken(exchange, CONNECTION.oauthBaseUrl, CREDENTIALS, NO_STOP));
}

describe('askToken', () => {
  it('sends the credentials in the query, encoded, and nowhere else', async () => {
    const http = fakeHttp(() => json({ access_token: 't', expires_in: 60 }));
    await ask(http);
    assert.deepEqual(http.requests, [
      {
        method: 'GET',
        url: 'https://oauth.codio.test/api/v1/token?grant_type=client_credentials&client_id=client&client_secret=se%2Fcret',
        headers: { Accept: 'application/json', 'Cache-Control': 'no-store' },
      },
    ]);
  });

  for (const [expires, lifetimeMs] of [
    [3600, 3_600_000],
    ['3600', 3_600_000],
    [5, 5000],
    [undefined, 600_000],
    [null, 600_000],
    ['', 600_000],
    ['soon', 600_000],
    [0, 600_000],
    [-1, 600_000],
  ] as const)
    it(`reads expires_in ${JSON.stringify(expires)}`, async () => {
      const http = fakeHttp(() => json({ access_token: 't', expires_in: expires, token_type: 'bearer' }));
      assert.deepEqual(await ask(http), { value: 't', lifetimeMs });
    });

  for (const status of [400, 401, 403])
    it(`reads ${status} as refused credentials`, () =>
      failsWith(ask(fakeHttp(() => ({ status, text: '{"error":"invalid_client"}' }))), {
        kind: 'signedOut',
      }));

  it('says that there is no server when there is no such address', () =>
    failsWith(ask(fakeHttp(() => ({ status: 404 }))), { kind: 'gone', missing: 'server' }));

  for (const text of ['<html>Sign in</html>', '{}', '{"access_token":""}', '[]', ''])
    it(`takes ${JSON.stringify(text)} for no token`, () =>
      assert.rejects(ask(fakeHttp(() => ({ text }))), (error) => failureOf(error).kind === 'serverFault'));

  it('waits when it is limited and tries again when the server fails, as for any reading request', async () => {
    const answers: Answer[] = [
      { status: 429, headers: { 'x-ratelimit-reset': '1' } },
      { status: 502 },
      json({ access_token: 't' }),
    ];
    const http = fakeHttp(() => answers.shift() ?? { status: 418 });
    assert.equal((await ask(http)).value, 't');
  });

  it('never has the secret in an error', async () => {
    const text = JSON.stringify({ message: 'No grant for se/cret se%2Fcret' });
    const answers: (() => Answer)[] = [
      ...[301, 400, 401, 404, 412, 418, 429, 500].map((status) => () => ({ status, text })),
      () => ({ text }),
      () => fail({ kind: 'offline', host: 'oauth.codio.test', code: 'ENOTFOUND' }),
    ];
    for (const answer of answers) {
      const error: unknown = await ask(fakeHttp(answer)).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof FailureError);
      assert.ok(!/se(\/|%2F)cret/.test(inspect(error, { depth: 9 })), inspect(error));
    }
  });
});
