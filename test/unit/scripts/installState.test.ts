import assert from 'node:assert/strict';
import { installState } from '../../../scripts/setup/installState.mjs';

type Entry = { version?: string; integrity?: string; optional?: true; peer?: true };

const list = (packages: Record<string, Entry>): string =>
  JSON.stringify({ packages: { '': { version: '0.1.0' }, ...packages } });
const axios = { version: '1.0.0', integrity: 'sha512-a' };

describe('installState', () => {
  it('misses everything where npm never finished an install', () => {
    assert.equal(installState(list({ 'node_modules/axios': axios }), undefined), 'missing');
  });

  it('is content when every wanted package is there, more of them included', () => {
    const present = list({ 'node_modules/axios': axios, 'node_modules/left-over': { version: '1.0.0' } });
    assert.equal(installState(list({ 'node_modules/axios': axios }), present), 'installed');
  });

  for (const [what, present] of Object.entries({
    'a missing package': {},
    'another version': { 'node_modules/axios': { ...axios, version: '0.9.0' } },
    'other content of the same version': { 'node_modules/axios': { ...axios, integrity: 'sha512-b' } },
  })) {
    it(`takes ${what} for outdated`, () => {
      assert.equal(installState(list({ 'node_modules/axios': axios }), list(present)), 'outdated');
    });
  }

  it('does not ask for the optional packages of other platforms', () => {
    const wanted = list({ 'node_modules/other-platform': { ...axios, optional: true } });
    assert.equal(installState(wanted, list({})), 'installed');
  });

  it('asks for an optional package that is there in its right version', () => {
    const wanted = list({ 'node_modules/this-platform': { ...axios, optional: true } });
    const present = list({ 'node_modules/this-platform': { ...axios, version: '0.9.0' } });
    assert.equal(installState(wanted, present), 'outdated');
  });

  it('takes a list that is no JSON for an install that broke off', () => {
    assert.equal(installState(list({ 'node_modules/axios': axios }), '{"packages": {'), 'missing');
  });
});
