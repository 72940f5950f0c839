import type { Query, State } from './protocol.ts';

/**
 * What a query asks of a plan. A filter whose tile is not there any more, or a list that is gone, would hide rows, and nobody could see
 * why: it is left out.
 */
export function queryIn(query: Query, { tabs, tiles }: Extract<State, { kind: 'plan' }>): Query {
  const { list, tile, classIndex, text } = query;
  if (list === 'removals' && tabs.removals === undefined) return { list: 'rows', text };
  if (tile === undefined || tiles.some(({ key }) => key === tile)) return query;
  return { list, text, ...(classIndex !== undefined && { classIndex }) };
}
