import type { Block } from './block.ts';

/**
 * How long identifiers are that begin with 0, going by those that still do; 0 if none does. Shorter numbers beside them have lost
 * their zeros to a spreadsheet.
 */
export function lostZeros(blocks: readonly Block[]): number {
  const byLength = new Map<number, number>();
  for (const { facts } of blocks)
    for (const [length, count] of facts?.zeroLed ?? [])
      byLength.set(length, (byLength.get(length) ?? 0) + count);
  let usual = 0;
  let most = 0;
  for (const [length, count] of byLength) {
    if (count > most || (count === most && length > usual)) [usual, most] = [length, count];
  }
  return usual;
}
