import assert from 'node:assert/strict';
import { parseKolibriAddress } from '../../../src/core/kolibri/parseKolibriAddress.ts';

function base(text: string): string {
  const address = parseKolibriAddress(text);
  assert.ok(address.ok, text);
  return address.baseUrl;
}

describe('parseKolibriAddress', () => {
  it('keeps scheme, port and path prefix, and no trailing slash', () => {
    assert.equal(base(' http://192.168.1.5:8080/ '), 'http://192.168.1.5:8080');
    assert.equal(base('https://school.example/kolibri/'), 'https://school.example/kolibri');
    assert.equal(base('https://school.example:443'), 'https://school.example');
    assert.equal(base('HTTP://School.Example'), 'http://school.example');
    assert.equal(base('http://[::1]:8080'), 'http://[::1]:8080');
  });

  it('adds the scheme that a Kolibri of this kind has', () => {
    assert.equal(base('localhost:8080'), 'http://localhost:8080');
    assert.equal(base('10.0.0.7'), 'http://10.0.0.7');
    assert.equal(base('kolibri.local/prefix'), 'http://kolibri.local/prefix');
    assert.equal(base('classroom-pc'), 'http://classroom-pc');
    assert.equal(base('school.example'), 'https://school.example');
    assert.equal(base('school.example:443/k'), 'https://school.example/k');
    assert.equal(base('school.example:8080'), 'http://school.example:8080');
  });

  it('reduces a pasted page to the server', () => {
    for (const page of [
      'en/facility/#/classes/0123',
      'en/user/#/signin',
      'en/auth/?next=/en/facility/#/signin',
      'zh-hans/coach/#/home?x=1',
      'es-419/learn',
    ]) {
      assert.equal(base(`http://10.0.0.7:8080/${page}`), 'http://10.0.0.7:8080');
      assert.equal(base(`https://school.example/lms/kolibri/${page}`), 'https://school.example/lms/kolibri');
    }
    assert.equal(base('http://10.0.0.7/lms/kolibri'), 'http://10.0.0.7/lms/kolibri');
  });

  it('says why a text is no address', () => {
    for (const [text, problem] of [
      ['', 'empty'],
      ['  ', 'empty'],
      ['my school', 'notAnAddress'],
      ['http://', 'notAnAddress'],
      ['http:/school', 'notAnAddress'],
      ['school.example:port', 'notAnAddress'],
      ['ftp://school.example', 'scheme'],
      ['file:///etc/passwd', 'scheme'],
      ['http://admin:pw@school.example', 'userinfo'],
      ['admin@school.example', 'userinfo'],
      ['http://school.example/?a=1', 'query'],
      ['http://school.example/#top', 'fragment'],
    ] as const) {
      assert.deepEqual(parseKolibriAddress(text), { ok: false, problem }, text);
    }
  });

  it('flags plain http to a host of the internet', () => {
    const flagged = (text: string): boolean => {
      const address = parseKolibriAddress(text);
      return address.ok && address.plainHttpToPublicHost;
    };
    for (const text of [
      'http://school.example',
      'school.example:8080',
      'http://8.8.8.8',
      'http://172.32.0.1',
      'http://[2001:db8::1]',
    ]) {
      assert.equal(flagged(text), true, text);
    }
    for (const text of [
      'https://school.example',
      'school.example',
      'http://localhost:8080',
      'http://127.0.0.9',
      'http://10.1.2.3',
      'http://172.16.0.1',
      'http://192.168.0.1',
      'http://169.254.1.1',
      'http://[fe80::1]',
      'http://[fd00::1]',
      'http://[::ffff:10.0.0.1]',
      'http://classroom-pc',
      'http://kolibri.local',
      'http://kolibri.lan.',
    ]) {
      assert.equal(flagged(text), false, text);
    }
  });
});
