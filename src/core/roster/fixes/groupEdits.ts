import type { TextEdit } from './fix.ts';

/**
 * The same change in at most about `most` edits: neighbours become one, with the text between them as it is. An editor takes long over
 * each edit of a hundred thousand, and next to nothing over a long one. In steps of a few milliseconds.
 *
 * @param edits in order, without overlaps
 * @param slice a part of the text that they are made to
 */
export function* groupEdits(
  edits: readonly TextEdit[],
  most: number,
  slice: (start: number, end: number) => string,
): Generator<undefined, readonly TextEdit[]> {
  if (edits.length <= most) return edits;
  const size = Math.ceil(edits.length / most);
  const groups: TextEdit[] = [];
  for (let from = 0; from < edits.length; from += size) {
    const group = edits.slice(from, from + size);
    const start = group[0]?.start ?? 0;
    const end = group.at(-1)?.end ?? start;
    const before = slice(start, end);
    const parts: string[] = [];
    let kept = start;
    for (const edit of group) {
      parts.push(before.slice(kept - start, edit.start - start), edit.text);
      kept = edit.end;
    }
    groups.push({ start, end, text: parts.join('') });
    yield;
  }
  return groups;
}
