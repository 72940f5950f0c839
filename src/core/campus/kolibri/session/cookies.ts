import { randomBytes } from 'node:crypto';

export const SESSION_COOKIE = 'kolibri';
export const CSRF_COOKIE = 'kolibri_csrftoken';

/** The cookies of a request by name. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    if (at < 0) return [];
    return [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
  return new Map(pairs);
}

/** The line that gives the client a session. It ends with the browser. */
export function sessionLine(key: string, path: string): string {
  return `${SESSION_COOKIE}=${key}; HttpOnly; Path=${path}; SameSite=Lax`;
}

/** The line that says that the session which was sent is dead (Kolibri protocol, section 1.1). */
export function clearedLine(path: string): string {
  return `${SESSION_COOKIE}=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=${path}; SameSite=Lax`;
}

export function csrfLine(token: string, path: string): string {
  return `${CSRF_COOKIE}=${token}; Max-Age=31449600; Path=${path}; SameSite=Lax`;
}

export function visitorLine(path: string): string {
  return `visitor_id=${randomBytes(16).toString('hex')}; Max-Age=31536000; Path=${path}`;
}

/** A new CSRF token in Django's form: 64 letters and digits. */
export function newCsrfToken(): string {
  return randomBytes(32).toString('hex');
}
