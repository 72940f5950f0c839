import assert from 'node:assert/strict';
import { coursePage } from '../../../src/core/codio/coursePage.ts';

describe('the page of a course', () => {
  it('is that of the region whose API it is', () => {
    assert.equal(
      coursePage({ apiBaseUrl: 'https://octopus.codio.com' }, 'abc'),
      'https://codio.com/home/teacher/abc/overview',
    );
    assert.equal(
      coursePage({ apiBaseUrl: 'https://octopus.codio.co.uk' }, 'a/b?c'),
      'https://codio.co.uk/home/teacher/a%2Fb%3Fc/overview',
    );
  });

  it('is where a campus says that its pages are', () => {
    const apiBaseUrl = 'http://127.0.0.1:1234';
    assert.equal(
      coursePage({ apiBaseUrl, portalBaseUrl: 'http://127.0.0.1:1234/portal/k/' }, 'c'),
      'http://127.0.0.1:1234/portal/k/home/teacher/c/overview',
    );
    assert.equal(coursePage({ apiBaseUrl }, 'c'), undefined);
  });

  it('is no address that a browser must not be sent to', () => {
    for (const portalBaseUrl of [
      'http://codio.com',
      'http://10.0.0.1',
      'file:///etc',
      'vscode://x',
      'nonsense',
    ])
      assert.equal(coursePage({ apiBaseUrl: '', portalBaseUrl }, 'c'), undefined, portalBaseUrl);
    assert.equal(coursePage({ apiBaseUrl: 'http://octopus.example.org' }, 'c'), undefined);
  });
});
