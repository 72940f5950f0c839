import assert from 'node:assert/strict';
import { readCookieNews } from '../../../src/core/kolibri/kolibriCookies.ts';
import { CLEARED } from './fakeKolibri.ts';

describe('readCookieNews', () => {
  it('reads the two cookies, with a path prefix, as they came', () => {
    const headers = {
      'set-cookie': [
        'visitor_id=v; Path=/k/',
        'kolibri_csrftoken=a%2Bb; expires=Sun, 21 Nov 2027 01:00:00 GMT; Max-Age=31449600; Path=/k/; SameSite=Lax',
        'kolibri=s; HttpOnly; Path=/k/; SameSite=Lax',
      ],
    };
    assert.deepEqual(readCookieNews(headers), { csrf: 'a%2Bb', session: 's', sessionCleared: false });
  });

  it('sees that the server has cleared the session', () => {
    assert.deepEqual(readCookieNews({ 'set-cookie': [CLEARED] }), { sessionCleared: true });
    assert.deepEqual(readCookieNews({ 'set-cookie': CLEARED }), { sessionCleared: true });
  });

  it('has no news without cookies, or with those of others', () => {
    assert.deepEqual(readCookieNews({}), { sessionCleared: false });
    assert.deepEqual(readCookieNews({ 'set-cookie': ['proxy=""; Max-Age=0'] }), { sessionCleared: false });
  });
});
