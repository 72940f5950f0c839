import { BlockList, isIP } from 'node:net';

/** Names that only the own network answers for (RFC 6761, RFC 6762, RFC 8375, and what home and school routers hand out). */
const LOCAL_NAME = /(^|\.)(localhost|local|lan|home|internal|intranet|home\.arpa)$/;

/**
 * True for a host that is reached without leaving the building: this machine, a private network address, or a name that only the
 * own network knows. There a password may travel over plain http. `hostname` is that of a URL.
 */
export function isNearbyHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const version = isIP(host);
  if (version !== 0) return localNetworks().check(host, version === 6 ? 'ipv6' : 'ipv4');
  return !host.includes('.') || LOCAL_NAME.test(host);
}

function localNetworks(): BlockList {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8);
  list.addSubnet('10.0.0.0', 8);
  list.addSubnet('172.16.0.0', 12);
  list.addSubnet('192.168.0.0', 16);
  list.addSubnet('169.254.0.0', 16);
  list.addSubnet('100.64.0.0', 10);
  list.addAddress('::1', 'ipv6');
  list.addSubnet('fc00::', 7, 'ipv6');
  list.addSubnet('fe80::', 10, 'ipv6');
  return list;
}
