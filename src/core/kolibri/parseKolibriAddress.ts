import { isNearbyHost } from '../platform/isNearbyHost.ts';

/** Why a text is no address of a Kolibri server. */
export type AddressProblem = 'empty' | 'notAnAddress' | 'scheme' | 'userinfo' | 'query' | 'fragment';

export type KolibriAddress =
  | {
      readonly ok: true;
      /** With the server's path prefix, without a trailing slash. */
      readonly baseUrl: string;
      /** The password would cross the internet in the clear: worth a warning before it is saved. */
      readonly plainHttpToPublicHost: boolean;
    }
  | { readonly ok: false; readonly problem: AddressProblem };

/**
 * Reads what a person types or pastes as the address of a Kolibri server. A pasted page (`…/en/facility/#/classes`) is reduced to
 * the server's base; a missing scheme is added: http for an explicit port or a host of the local network, as Kolibri is installed,
 * https for a public name.
 */
export function parseKolibriAddress(text: string): KolibriAddress {
  const typed = text.trim();
  if (typed === '') return { ok: false, problem: 'empty' };
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    return { ok: false, problem: 'scheme' };
  // "http:/school" would be read as the path /school of a host called http.
  if (scheme === undefined && /^https?:/i.test(typed)) return { ok: false, problem: 'notAnAddress' };
  const url = parsed(scheme === undefined ? `http://${typed}` : typed);
  if (url === undefined || url.hostname === '') return { ok: false, problem: 'notAnAddress' };
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'userinfo' };

  const { path, isPage } = withoutPage(url.pathname);
  if (!isPage && url.search !== '') return { ok: false, problem: 'query' };
  if (!isPage && url.hash !== '') return { ok: false, problem: 'fragment' };

  const publicHost = !isNearbyHost(url.hostname);
  const assumeTls = scheme === undefined && (/:443(\/|$)/.test(typed) || (publicHost && url.port === ''));
  const host = assumeTls ? url.host.replace(/:443$/, '') : url.host;
  return {
    ok: true,
    baseUrl: `${assumeTls ? 'https:' : url.protocol}//${host}${path}`,
    plainHttpToPublicHost: !assumeTls && url.protocol === 'http:' && publicHost,
  };
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** A language that Kolibri's page addresses may begin with: "en", "zh-hans", "es-419". */
const LANGUAGE = /^[a-z]{2,3}(-[a-z\d]{2,4})?$/;
/** The pages of Kolibri's web interface that come after the language. */
const PAGES: ReadonlySet<string> = new Set([
  'auth',
  'coach',
  'device',
  'facility',
  'learn',
  'logout',
  'policies',
  'profile',
  'redirectuser',
  'setup_wizard',
  'user',
  'user_profile',
]);

/** `/school/en/facility/` is the page of a server whose path prefix is `/school`. */
function withoutPage(pathname: string): { readonly path: string; readonly isPage: boolean } {
  const parts = pathname.split('/').filter((part) => part !== '');
  const at = parts.findIndex((part, index) => LANGUAGE.test(part) && PAGES.has(parts[index + 1] ?? ''));
  const kept = at === -1 ? parts : parts.slice(0, at);
  return { path: kept.map((part) => `/${part}`).join(''), isPage: at !== -1 };
}
