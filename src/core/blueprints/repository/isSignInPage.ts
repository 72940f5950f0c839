const NAME =
  /(?:^|[/._-])(?:sign[_-]?[io]n|log[_-]?[io]n|logon|sso|saml\d?|oauth\d?|openid|auth|authorize|authenticate|adfs|cas|idp|session|sessions|accounts)(?:$|[/._-])/i;

/**
 * True for the address of what reads like a page to sign in. A server that sends a Git client there means what 401 means: the
 * repository is private, or it is not there and the server does not say so to strangers.
 */
export function isSignInPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, pathname } = new URL(address);
  return NAME.test(pathname) || NAME.test(hostname);
}
