import assert from 'node:assert/strict';
import { requestHeaders } from '../../../src/core/kolibri/requestHeaders.ts';

const cookies = { session: 's', csrf: 'c' };

describe('requestHeaders', () => {
  it('sends a Referer of the same host over https only, and never an Origin', () => {
    const secure = requestHeaders('https://school.example/k', 'POST', cookies, true);
    assert.equal(secure['Referer'], 'https://school.example/k/');
    const plain = requestHeaders('http://school.example/k', 'POST', cookies, true);
    assert.equal('Referer' in plain, false);
    assert.equal('Origin' in secure || 'Origin' in plain, false);
  });

  it('sends the token with unsafe methods only, and no cookie with a sign-in', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
      assert.equal(requestHeaders('http://x', method, cookies, true)['X-CSRFToken'], 'c');
    for (const method of ['GET', 'HEAD'] as const)
      assert.equal('X-CSRFToken' in requestHeaders('http://x', method, cookies, false), false);
    const signIn = requestHeaders('http://x', 'POST', undefined, true);
    assert.deepEqual(signIn, { Accept: 'application/json', 'Content-Type': 'application/json' });
  });
});
