import type { HttpHeaders } from '../platform/http.ts';

/** `Retry-After` in milliseconds; only the form in seconds, the one that Kolibri sends (Kolibri protocol, section 0.1). */
export function retryAfter(headers: HttpHeaders): number | undefined {
  const value = headers['retry-after'];
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : undefined;
}
