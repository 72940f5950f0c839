import { parseSetCookie } from 'set-cookie-parser';
import type { HttpHeaders } from '../platform/http.ts';

/** The two cookies of a signed-in client (Kolibri protocol, section 1.1). Values as they came, not decoded. */
export type KolibriCookies = { readonly session: string; readonly csrf: string };

/** What an answer does to the cookies. */
export type CookieNews = {
  readonly session?: string;
  readonly csrf?: string;
  /** The session that the request carried is dead, whatever the status says. */
  readonly sessionCleared: boolean;
};

/** Reads `Set-Cookie`. Cookies that are not Kolibri's own two (`visitor_id`, a proxy's) are left out. */
export function readCookieNews(headers: HttpHeaders): CookieNews {
  const lines = headers['set-cookie'] ?? [];
  const cookies = parseSetCookie(lines, { decodeValues: false });
  const session = cookies.find(({ name }) => name === 'kolibri');
  const csrf = cookies.find(({ name }) => name === 'kolibri_csrftoken')?.value;
  const sessionCleared = session !== undefined && (session.maxAge === 0 || /^(""|)$/.test(session.value));
  return {
    ...(session !== undefined && !sessionCleared && { session: session.value }),
    ...(csrf !== undefined && csrf !== '' && { csrf }),
    sessionCleared,
  };
}
