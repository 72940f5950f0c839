import type { Block, BlockFacts } from '../check/block.ts';
import type { Repeat } from './blockFindings.ts';
import { USERNAME, UUID } from '../header/column.ts';
import type { Finding } from './finding.ts';
import { cellSpan } from './cellSpan.ts';
import { HashSearch } from '../check/hashSearch.ts';
import type { RosterParts } from '../roster.ts';

/** Says of findings of repeated values where the first of them is, and how it is spelled: a new finding for each, into `related`. */
export function relateRepeats(
  { blocks, row, bomLength }: RosterParts,
  repeats: readonly Repeat[],
  related: Map<Finding, Finding>,
): void {
  for (const column of [USERNAME, UUID] as const) {
    const wanted = repeats.filter((repeat) => repeat.column === column);
    if (wanted.length === 0) continue;
    const hashesOf = (facts: BlockFacts): Int32Array => (column === USERNAME ? facts.names : facts.ids);
    const marksOf = (facts: BlockFacts): Uint8Array =>
      column === USERNAME ? facts.repeatedName : facts.repeatedId;
    const keyOf = (block: Block, record: number): string => {
      row.load(block.scan, record);
      return column === USERNAME ? row.value(column).toLowerCase() : row.value(column);
    };
    const search = new HashSearch(new Set(wanted.map(({ facts, record }) => hashesOf(facts)[record] ?? 0)));
    const first = new Map<string, Pick<Finding, 'related' | 'data'>>();
    let at = bomLength;
    for (const block of blocks) {
      const { facts, scan } = block;
      const here = at;
      at += scan.length;
      if (facts === undefined) continue;
      const marks = marksOf(facts);
      for (const record of search.in(hashesOf(facts))) {
        if (facts.clean[record] !== 1 || marks[record] === 1) continue;
        const key = keyOf(block, record);
        if (first.has(key)) continue;
        const { start, end } = cellSpan(row, scan, column);
        first.set(key, {
          related: { start: here + start, end: here + end },
          data: { first: row.value(column) },
        });
      }
    }
    for (const { finding, block, record } of wanted) {
      related.set(finding, { ...finding, ...first.get(keyOf(block, record)) });
    }
  }
}
