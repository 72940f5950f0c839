import type { BlueprintsFile } from './blueprintsFile.ts';
import { encodeText } from './encodeText.ts';

/**
 * The file with only the blueprints of `chosen` (their `index`), in the file's order. Every byte of what stays is as it was, and so is
 * everything around the entries and, in a map, everything that is no blueprint; all of them give the very same file. Whoever calls sees to it that the file
 * has no error among its findings and holds its entries in a list, a property or a map.
 */
export function selectBlueprints(file: BlueprintsFile, chosen: ReadonlySet<number>): Uint8Array {
  const { text, entries, inside, encoding, blueprints } = file;
  if (blueprints.every(({ index }) => chosen.has(index))) return file.bytes;
  const known = new Set(blueprints.map(({ index }) => index));
  const stays = (index: number): boolean => chosen.has(index) || (file.shape === 'map' && !known.has(index));
  const kept = entries.flatMap((entry, index) => (stays(index) ? [{ ...entry, index }] : []));
  if (file.shape === 'single' || file.shape === 'none') return file.bytes;
  const first = entries[0];
  const last = entries.at(-1);
  if (!first || !last) return file.bytes;
  const end = (one: { readonly offset: number; readonly length: number }): number => one.offset + one.length;
  const parts = kept.map((entry, i) => {
    const before = entries[entry.index - 1];
    // What parts an entry from the one before it comes along, except for the first.
    const start = i === 0 || before === undefined ? entry.offset : end(before);
    return text.slice(start, end(entry));
  });
  const selected =
    kept.length === 0
      ? text.slice(0, inside.offset) + text.slice(inside.offset + inside.length)
      : text.slice(0, first.offset) + parts.join('') + text.slice(end(last));
  return encodeText(selected, encoding);
}
