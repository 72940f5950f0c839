import type { HttpHeaders } from './http.ts';
import { oneHeader } from './oneHeader.ts';

/** Reads `Retry-After` (RFC 9110, 10.2.3: seconds or a date) as milliseconds to wait from `nowMs`; undefined if it is absent or no such value. */
export function retryAfterMs(headers: HttpHeaders, nowMs: number): number | undefined {
  const header = oneHeader(headers, 'retry-after');
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds < 0 ? undefined : seconds * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
