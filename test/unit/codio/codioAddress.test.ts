import assert from 'node:assert/strict';
import { CODIO_DOMAINS, codioAddresses } from '../../../src/core/codio/codioAddresses.ts';
import { parseCodioAddress } from '../../../src/core/codio/parseCodioAddress.ts';

describe('codioAddresses', () => {
  it('names the two hosts of a region', () => {
    assert.deepEqual(CODIO_DOMAINS.map(codioAddresses), [
      { oauthBaseUrl: 'https://oauth.codio.com', apiBaseUrl: 'https://octopus.codio.com' },
      { oauthBaseUrl: 'https://oauth.codio.co.uk', apiBaseUrl: 'https://octopus.codio.co.uk' },
    ]);
  });
});

describe('parseCodioAddress', () => {
  for (const [typed, url] of [
    ['https://octopus.school.edu', 'https://octopus.school.edu'],
    ['  https://octopus.school.edu/  ', 'https://octopus.school.edu'],
    ['https://octopus.school.edu///', 'https://octopus.school.edu'],
    ['https://octopus.school.edu/api/v1', 'https://octopus.school.edu'],
    ['https://octopus.school.edu/api/v1/', 'https://octopus.school.edu'],
    ['https://oauth.school.edu/api/v1/token', 'https://oauth.school.edu'],
    ['https://school.edu/oauth/api/v1', 'https://school.edu/oauth'],
    ['https://school.edu:8443/codio/', 'https://school.edu:8443/codio'],
    ['octopus.school.edu', 'https://octopus.school.edu'],
    ['octopus.school.edu:8443', 'https://octopus.school.edu:8443'],
    ['HTTPS://Octopus.School.edu', 'https://octopus.school.edu'],
    ['http://127.0.0.1:4000/oauth', 'http://127.0.0.1:4000/oauth'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['http://api.localhost:4000', 'http://api.localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
    ['http://[fd00::1]', 'http://[fd00::1]'],
    ['http://10.1.2.3', 'http://10.1.2.3'],
    ['http://172.31.0.1', 'http://172.31.0.1'],
    ['http://192.168.0.10:8080', 'http://192.168.0.10:8080'],
  ] as const)
    it(`reads "${typed}"`, () => assert.deepEqual(parseCodioAddress(typed), { ok: true, url }));

  for (const [typed, problem] of [
    ['', 'empty'],
    ['   ', 'empty'],
    ['https://', 'notAnAddress'],
    ['https://a b', 'notAnAddress'],
    ['ftp://school.edu', 'notAnAddress'],
    ['file:///etc/hosts', 'notAnAddress'],
    ['http://octopus.codio.com', 'notSecure'],
    ['http://172.32.0.1', 'notSecure'],
    ['http://8.8.8.8', 'notSecure'],
    ['http://[2001:db8::1]', 'notSecure'],
    ['http://localhost.school.edu', 'notSecure'],
    ['http://127.0.0.1.school.edu', 'notSecure'],
    ['https://me:pw@school.edu', 'credentials'],
    ['https://me@school.edu', 'credentials'],
    ['https://school.edu/?a=1', 'queryOrFragment'],
    ['https://school.edu?', 'queryOrFragment'],
    ['https://school.edu/#top', 'queryOrFragment'],
  ] as const)
    it(`refuses "${typed}" as ${problem}`, () =>
      assert.deepEqual(parseCodioAddress(typed), { ok: false, problem }));
});
