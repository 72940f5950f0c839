import type { DateRange } from '../platform/dateRange.ts';
import { isDay } from '../platform/isDay.ts';

/**
 * The last day that logs may bear: the server counts days in UTC, so that west of it the evening belongs to tomorrow already.
 */
export function latestDay(now: Date): string {
  const [here, there] = [localDay(now), now.toISOString().slice(0, 10)];
  return here > there ? here : there;
}

/** The calendar month before `now`. */
export function lastMonth(now: Date): DateRange {
  const first = new Date(now.getFullYear(), now.getMonth() - 1, 1);
  const last = new Date(now.getFullYear(), now.getMonth(), 0);
  return { preset: 'lastMonth', start: localDay(first), end: localDay(last) };
}

/** A range that was chosen earlier, as the same choice means it today. */
export function movedRange(range: DateRange, now: Date): DateRange {
  switch (range.preset) {
    case 'term':
    case 'all':
      return { ...range, end: latestDay(now) };
    case 'lastMonth':
      return lastMonth(now);
    case 'own':
      return range;
  }
}

/** The first day of the term that runs, as most schools have it: until somebody says otherwise. */
export function likelyTermStart(now: Date): string {
  const year = now.getFullYear();
  const starts = [`${year}-09-01`, `${year}-02-01`];
  return starts.find((day) => day <= localDay(now)) ?? `${year - 1}-09-01`;
}

/** Why a typed day cannot be asked for. */
export type DayProblem = 'form' | 'noSuchDay' | 'future' | 'beforeFirst';

/**
 * What is wrong with a typed day: it is none, the calendar has it not, it lies after `latest` (no log can bear it), or before
 * `notBefore`. Undefined: nothing.
 */
export function dayProblem(
  day: string,
  { latest, notBefore }: { readonly latest: string; readonly notBefore?: string },
): DayProblem | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return 'form';
  if (!isDay(day)) return 'noSuchDay';
  if (day > latest) return 'future';
  return notBefore !== undefined && day < notBefore ? 'beforeFirst' : undefined;
}

/** The calendar day of the place where we are. */
function localDay(date: Date): string {
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
