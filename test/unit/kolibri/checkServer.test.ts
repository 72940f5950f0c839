import assert from 'node:assert/strict';
import { checkServer } from '../../../src/core/kolibri/checkServer.ts';
import type { Http, HttpHeaders } from '../../../src/core/platform/http.ts';
import { failureFrom } from '../../failureFrom.ts';

const never = new AbortController().signal;
const INFO = {
  application: 'kolibri',
  kolibri_version: '0.17.5',
  device_name: 'Pi',
  operating_system: 'Linux',
};
const GONE = { kind: 'gone', missing: 'kolibri' };

/** Answers by URL; what it does not know is a Kolibri. */
function pages(redirects: Readonly<Record<string, string>>, info: unknown = INFO, status = 200): Http {
  return {
    send({ url, maxRedirects }) {
      assert.equal(maxRedirects, 0);
      const location = redirects[url.replace('/api/public/info/?v=3', '')];
      const headers: HttpHeaders = location === undefined ? {} : { location };
      return Promise.resolve({
        status: location === undefined ? status : 301,
        headers,
        text: typeof info === 'string' ? info : JSON.stringify(info),
      });
    },
    open: () => Promise.reject(new Error('no file here')),
  };
}

describe('checkServer', () => {
  it('reads an older server, which says less', async () => {
    assert.deepEqual(await checkServer(pages({}), 'http://s', never), {
      version: '0.17.5',
      deviceName: 'Pi',
      learnersOnly: false,
      baseUrl: 'http://s',
    });
  });

  it('follows the server to https and tells the address', async () => {
    const http = pages({ 'http://s/k': 'https://s/k/api/public/info/?v=3' });
    assert.equal((await checkServer(http, 'http://s/k', never)).baseUrl, 'https://s/k');
  });

  it('follows nowhere else', async () => {
    for (const [from, to] of [
      ['https://s', 'http://s/api/public/info/?v=3'],
      ['http://s', 'https://s/login'],
      ['http://s', 'ftp://s/api/public/info/'],
      ['http://s', 'http://a:b@s/api/public/info/'],
      ['http://s', '/api/public/info/?v=3'],
    ] as const) {
      assert.deepEqual(await failureFrom(checkServer(pages({ [from]: to }), from, never)), GONE, to);
    }
  });

  it('knows what is no Kolibri from a Kolibri that is ill', async () => {
    for (const http of [
      pages({}, '<h1>Hello</h1>'),
      pages({}, { application: 'other', kolibri_version: '1' }),
      pages({}, [], 200),
      pages({}, INFO, 404),
      pages({}, '', 403),
    ]) {
      assert.deepEqual(await failureFrom(checkServer(http, 'http://s', never)), GONE);
    }
    const ill = await failureFrom(checkServer(pages({}, '', 502), 'http://s', never));
    assert.deepEqual(ill, { kind: 'serverFault', status: 502, detail: '' });
  });
});
