import assert from 'node:assert/strict';
import { isSignInPage } from '../../../src/core/blueprints/repository/isSignInPage.ts';

describe('a page to sign in', () => {
  it('is known by its address', () => {
    for (const address of [
      'https://gitlab.com/users/sign_in',
      'https://github.com/login?return_to=%2Fo%2Fr',
      'https://git.example.org/user/login',
      'https://login.microsoftonline.com/common/oauth2/authorize',
      'https://sso.example.edu/idp/profile/SAML2/Redirect',
      'https://example.org/accounts/',
      'https://example.org/-/session/new',
    ])
      assert.ok(isSignInPage(address), address);
    for (const address of [
      'https://git.example.org/author/logins.git',
      'https://git.example.org/o/catalogin',
      'https://example.org/hello',
      '/users/sign_in',
    ])
      assert.ok(!isSignInPage(address), address);
  });
});
