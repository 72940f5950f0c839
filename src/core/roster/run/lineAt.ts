/**
 * The lines, from 1, of offsets of a text, as an editor counts them: asked for in rising order, so that the text is walked through once.
 */
export function lineAt(text: string): (offset: number) => number {
  const ends = /\r\n|\r|\n/g;
  let line = 1;
  let next = ends.exec(text);
  return (offset) => {
    while (next !== null && next.index + next[0].length <= offset) {
      line++;
      next = ends.exec(text);
    }
    return line;
  };
}
