import * as v from 'valibot';
import { wireNumber } from './wireFields.ts';

/** Epoch numbers from here on are milliseconds: as seconds they would be past the year 5000. */
const FIRST_MS = 1e11;

const timestamp = v.object({ seconds: wireNumber, nanos: wireNumber });

/**
 * Reads a `completion_date` as an ISO date in UTC; undefined if there is none. Codio's description says ISO text, its client reads
 * `{ seconds, nanos }`, and a number is possible (Codio protocol, section 4.2, "Traps"). A text without a zone is UTC.
 */
export function completionDate(value: unknown): string | undefined {
  if (typeof value === 'number') return iso(value >= FIRST_MS ? value : value * 1000);
  if (typeof value === 'string') {
    if (/^\d+$/.test(value)) return completionDate(Number(value));
    const local = /^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(value);
    return iso(Date.parse(local ? `${value.replace(' ', 'T')}Z` : value));
  }
  const parsed = v.safeParse(timestamp, value);
  if (!parsed.success || parsed.output.seconds === undefined) return undefined;
  return iso(parsed.output.seconds * 1000 + (parsed.output.nanos ?? 0) / 1e6);
}

/** Nobody completed anything in 1970: a zero stands for "no date". */
function iso(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) || ms <= 0 ? undefined : date.toISOString();
}
