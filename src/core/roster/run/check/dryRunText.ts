import { USERNAME } from '../../header/column.ts';
import { maskPasswords } from '../../maskPasswords.ts';
import type { ImportPlan } from '../../plan/importPlan.ts';
import { withCells } from '../../withCells.ts';

/**
 * The users file as the server is to try it: without passwords, and with the old user name in rows that Lectern renames. One of those
 * makes the server's whole job fail, and all the other rows would go unchecked (Kolibri protocol, section 6.6).
 */
export function dryRunText(text: string, { changes }: ImportPlan): string {
  const masked = maskPasswords(text);
  const oldNames = new Map(
    changes.flatMap(({ row, oldUsername }) =>
      oldUsername === undefined ? [] : [[row, oldUsername] as const],
    ),
  );
  return oldNames.size === 0
    ? masked
    : withCells(masked, USERNAME, (value, row) => oldNames.get(row) ?? value);
}
