import { COLUMNS } from '../../src/core/roster/header/column.ts';

const GENDERS = ['MALE', 'FEMALE', 'NOT_SPECIFIED', ''];

/** A users file of so many rows as a large school would export it, every one of them good: about 95 bytes a row. */
export function bigRoster(rows: number): string {
  const lines = [COLUMNS.join(',')];
  for (let i = 0; i < rows; i++) {
    const id = Math.imul(i + 1, 0x9e37_79b1) >>> 0;
    lines.push(
      [
        id.toString(16).padStart(8, '0').repeat(4),
        `user_${i}`,
        '*',
        `First${i % 313} Lastname${i % 977}`,
        'LEARNER',
        `S-${100_000 + i}`,
        1990 + (i % 25),
        GENDERS[i % GENDERS.length],
        i % 3 === 0 ? `"Class ${i % 40},Group ${i % 7}"` : `Class ${i % 40}`,
        '',
      ].join(','),
    );
  }
  // A flat string, as an editor hands it over.
  return Buffer.from(`${lines.join('\r\n')}\r\n`).toString();
}
