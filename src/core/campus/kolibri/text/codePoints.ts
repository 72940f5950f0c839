/** How long Python finds a text: in code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1, count += 1) {
    if ((text.codePointAt(at) ?? 0) > 0xffff) at += 1;
  }
  return count;
}
