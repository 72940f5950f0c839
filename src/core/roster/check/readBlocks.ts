import type { Block } from './block.ts';
import { scanRecords } from '../scan/scanRecords.ts';

/** How much text a block takes before it ends with its record, in UTF-16 units. */
const BLOCK_LENGTH = 32_768;

/** Scans a text into blocks, from `from` on. Their facts are left open. */
export function readBlocks(text: string, from = 0): Block[] {
  const blocks: Block[] = [];
  for (let at = from; at < text.length;) {
    const scan = scanRecords(text, at, BLOCK_LENGTH);
    blocks.push({ scan, facts: undefined });
    at += scan.length;
  }
  return blocks;
}

/** The text of a block. */
export function blockText({ scan }: Block): string {
  return scan.source.slice(scan.offset, scan.offset + scan.length);
}

/**
 * True if the records of what follows do not depend on this text: its last record is at its end, and its last line end is whole.
 */
export function endsCleanly(blocks: readonly Block[], next: Block): boolean {
  const last = blocks.at(-1);
  if (last === undefined) return true;
  const { source, offset, length, closed } = last.scan;
  return (
    closed &&
    !(source.charCodeAt(offset + length - 1) === 13 && next.scan.source.charCodeAt(next.scan.offset) === 10)
  );
}
