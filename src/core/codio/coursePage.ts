import type { CodioConnection } from '../platform/connection.ts';

/** The API's host in every region (Codio protocol, section 1.1). */
const API_HOST = 'octopus.';
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The page of a course on which its Export tab is (Codio protocol, section 1.2; the tab's own address is not documented). Undefined
 * where the address of the pages cannot be told from that of the API, or is not one to send a browser to: only https is, and plain
 * http on this machine, for the sample campus.
 */
export function coursePage(
  { apiBaseUrl, portalBaseUrl }: Pick<CodioConnection, 'apiBaseUrl' | 'portalBaseUrl'>,
  courseId: string,
): string | undefined {
  const base = portalBaseUrl ?? portalOf(apiBaseUrl);
  if (base === undefined || !URL.canParse(base)) return undefined;
  const { protocol, hostname } = new URL(base);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.has(hostname))) return undefined;
  return `${base.replace(/\/+$/, '')}/home/teacher/${encodeURIComponent(courseId)}/overview`;
}

function portalOf(apiBaseUrl: string): string | undefined {
  if (!URL.canParse(apiBaseUrl)) return undefined;
  const { protocol, hostname } = new URL(apiBaseUrl);
  return hostname.startsWith(API_HOST) ? `${protocol}//${hostname.slice(API_HOST.length)}` : undefined;
}
