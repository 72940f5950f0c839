import type { BlockFacts } from '../check/block.ts';

/**
 * The id of the user who is all that a row without database ID says: nothing is done with it. Undefined for any other row.
 *
 * @param next index of the record's first finding among those of the block
 */
export function thereAlready({ findings }: BlockFacts, record: number, next: number): string | undefined {
  for (let i = next; findings[i]?.record === record; i++)
    if (findings[i]?.code === 'user-there-already') return String(findings[i]?.data['id']);
  return undefined;
}
