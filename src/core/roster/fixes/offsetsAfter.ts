import type { TextEdit } from './fix.ts';

/**
 * Where places of a text are once it has been edited. One in a cell stays in that cell, also where its whole record is written anew, as
 * other delimiters do: what
 * goes before it there is the same but for quotes and white space.
 *
 * @param edits in order, without overlaps
 * @param slice a part of the text that they are made to
 * @returns the new offset of each old one; all UTF-16
 */
export function offsetsAfter(
  edits: readonly TextEdit[],
  offsets: readonly number[],
  slice: (start: number, end: number) => string,
): ReadonlyMap<number, number> {
  const after = new Map<number, number>();
  let next = 0;
  let shift = 0;
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    let edit = edits[next];
    for (; edit !== undefined && edit.start < offset && edit.end <= offset; edit = edits[++next])
      shift += edit.text.length - (edit.end - edit.start);
    if (edit === undefined || edit.start >= offset) {
      after.set(offset, offset + shift);
    } else {
      after.set(offset, edit.start + shift + lengthAs(slice(edit.start, offset), edit.text));
    }
  }
  return after;
}

/** How long the beginning of a text is that has as many characters as another one, quotes and white space not counted but at its end. */
function lengthAs(before: string, text: string): number {
  let ink = before.replaceAll(/[\s"]/g, '').length;
  let length = 0;
  while (length < text.length && ink > 0) if (!/[\s"]/.test(text[length++] ?? '')) ink--;
  for (let spaces = before.length - before.trimEnd().length; spaces > 0 && text[length] === ' '; spaces--)
    length++;
  return length;
}
