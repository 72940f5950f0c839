import type { TextEdit } from './fix.ts';

/** So many edits are taken in one step. */
const STEP = 1_000;

/**
 * The same change in one edit, which reaches to the end of the text: an editor that keeps a list of lines puts new ones in one by one,
 * and only at its end that costs nothing. In steps of a few milliseconds.
 *
 * @param edits in order, without overlaps; at least one
 * @param slice a part of the text that they are made to
 * @param length of that text, in UTF-16 units
 */
export function* joinEdits(
  edits: readonly TextEdit[],
  slice: (start: number, end: number) => string,
  length: number,
): Generator<undefined, TextEdit> {
  const start = edits[0]?.start ?? length;
  const parts: string[] = [];
  let kept = start;
  for (let from = 0; from < edits.length; from += STEP) {
    const some = edits.slice(from, from + STEP);
    const first = kept;
    const before = slice(first, some.at(-1)?.end ?? first);
    for (const edit of some) {
      parts.push(before.slice(kept - first, edit.start - first), edit.text);
      kept = edit.end;
    }
    yield;
  }
  parts.push(slice(kept, length));
  return { start, end: length, text: parts.join('') };
}
