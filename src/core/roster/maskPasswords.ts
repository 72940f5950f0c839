import { codePoints } from './values/codePoints.ts';
import { PASSWORD } from './header/column.ts';
import { withCells } from './withCells.ts';

/**
 * A users file without its passwords: as many `x` in the place of each, which the server judges alike (Kolibri protocol, section 6.1).
 * Empty cells and `*` stay. What is uploaded for a try stays on the server for ever.
 */
export function maskPasswords(text: string): string {
  return withCells(text, PASSWORD, (value) =>
    value === '' || value === '*' ? value : 'x'.repeat(codePoints(value)),
  );
}
