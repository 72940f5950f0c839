import { BlockList, isIP } from 'node:net';

/** Why a typed base address cannot be used. Each has one sentence in the user interface. */
export type CodioAddressProblem = 'empty' | 'notAnAddress' | 'notSecure' | 'credentials' | 'queryOrFragment';

export type CodioAddress =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly problem: CodioAddressProblem };

/** Hosts that are reached without leaving the building: a sandbox on the same machine or in the same school. */
const nearby = new BlockList();
nearby.addSubnet('127.0.0.0', 8);
nearby.addSubnet('10.0.0.0', 8);
nearby.addSubnet('172.16.0.0', 12);
nearby.addSubnet('192.168.0.0', 16);
nearby.addSubnet('169.254.0.0', 16);
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');
nearby.addSubnet('fe80::', 10, 'ipv6');

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
  if (url.protocol === 'http:' && !isNearby(url.hostname)) return { ok: false, problem: 'notSecure' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/+api\/v1(\/+token)?$/, '');
  return { ok: true, url: url.origin + path.replace(/\/+$/, '') };
}

function isNearby(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  const version = isIP(host);
  return version !== 0 && nearby.check(host, version === 6 ? 'ipv6' : 'ipv4');
}
