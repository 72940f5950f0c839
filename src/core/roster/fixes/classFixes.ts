import { cellAt } from '../editing/cellAt.ts';
import type { Finding } from '../findings/finding.ts';
import type { Fix } from './fix.ts';
import { quoteCell } from '../values/quoteCell.ts';
import type { Roster } from '../roster.ts';

/** Another spelling for the class name that a finding stands on, and nothing else of the cell. */
export function classFixes(roster: Roster, { code, data, start, end }: Finding): readonly Fix[] {
  const instead = String(data['instead']);
  const isSafe = code === 'class-spelling';
  return [{ kind: 'className', isSafe, becomes: instead, edits: [nameEdit()] }];

  function nameEdit(): Fix['edits'][number] {
    if (data['quoted'] === 1) return { start, end, text: instead.replaceAll('"', '""') };
    const text = quoteCell(instead);
    const cell = text === instead ? undefined : cellAt(roster, start);
    // Without quotes a cell holds one name: with them all of it goes between.
    return cell === undefined ? { start, end, text } : { start: cell.start, end: cell.end, text };
  }
}
