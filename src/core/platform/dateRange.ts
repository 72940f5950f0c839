/**
 * Days of logs, both included: calendar days of the instructor, `2026-03-05`. `preset` says how they were chosen, so that the same
 * export can be asked for again later: a term and everything go on to the new day, last month is another one by then.
 */
export type DateRange = {
  readonly preset: 'term' | 'lastMonth' | 'all' | 'own';
  readonly start: string;
  readonly end: string;
};
