import { isNearbyHost } from '../platform/isNearbyHost.ts';

/** Why a typed base address cannot be used. Each has one sentence in the user interface. */
export type CodioAddressProblem = 'empty' | 'notAnAddress' | 'notSecure' | 'credentials' | 'queryOrFragment';

export type CodioAddress =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly problem: CodioAddressProblem };

/**
 * Reads a base address that a person typed or pasted, for a connection that is not one of Codio's own regions. `https` is assumed
 * where no scheme is given; plain `http` is taken for loopback and private hosts only, because the client secret travels in
 * the address of the token request. A pasted `/api/v1` or `/api/v1/token` and trailing slashes are dropped.
 */
export function parseCodioAddress(text: string): CodioAddress {
  const typed = text.trim();
  if (typed === '') return { ok: false, problem: 'empty' };
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address) || /\s/.test(address)) return { ok: false, problem: 'notAnAddress' };
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, problem: 'notAnAddress' };
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'credentials' };
  if (/[?#]/.test(address)) return { ok: false, problem: 'queryOrFragment' };
  if (url.protocol === 'http:' && !isNearbyHost(url.hostname)) return { ok: false, problem: 'notSecure' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/+api\/v1(\/+token)?$/, '');
  return { ok: true, url: url.origin + path.replace(/\/+$/, '') };
}
