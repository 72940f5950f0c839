import { stripVTControlCharacters } from 'node:util';
import type { PartResult } from './part.ts';

/** A part that ran, with the seconds it took. */
export type PartRow = PartResult & { readonly name: string; readonly seconds: number };

/** Room for what a test of the whole editor saw when it failed. */
const LONGEST = 2_000;

/** The table that `npm test` ends with: a row for each part, what failed once more by name, and in its last line the sums. */
export function resultTable(rows: readonly PartRow[]): string {
  const cells = rows.map(({ name, passed, failed, seconds, skipped }) => [
    name,
    skipped === true ? 'skipped' : String(passed),
    String(failed),
    seconds.toFixed(1),
  ]);
  const lines = [['part', 'passed', 'failed', 'seconds'], ...cells].map(([name = '', ...numbers]) =>
    [name.padEnd(10), ...numbers.map((text) => text.padStart(8))].join(' '),
  );
  const sum = (key: 'passed' | 'failed'): number => rows.reduce((total, row) => total + row[key], 0);
  const failures = rows.flatMap(({ name, failures: titles = [] }) =>
    titles.map(
      (title) =>
        `failed in ${name}: ${stripVTControlCharacters(title).replace(/\s+/g, ' ').slice(0, LONGEST)}`,
    ),
  );
  if (failures.length > 0) failures.unshift('');
  return [...lines, ...failures, '', `${sum('passed')} passed, ${sum('failed')} failed`].join('\n');
}
