import type { RosterParts } from './roster.ts';
import { Row } from './check/row.ts';

/** What a roster is made of at this moment, for those who look at it for longer: edits do not reach it. Nothing of the text is copied. */
export function frozenParts(parts: RosterParts): RosterParts {
  return {
    ...parts,
    blocks: parts.blocks.map(({ scan, facts }) => ({ scan, facts })),
    row: new Row(parts.header.places),
  };
}
