/** Scripts that are written without spaces; where their words end only a dictionary tells, and JavaScript's Intl has one. */
const UNSPACED = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF]/;

/** A place where a line may end: the index after the last character of what stays. `required` for a line break in the text. */
export type LineBreak = { readonly position: number; readonly required: boolean };

/** Finds where lines may end, by the rules of Unicode and, for Thai and its neighbours, by words. */
export async function lineBreaker(): Promise<(text: string) => readonly LineBreak[]> {
  const { LineBreaker } = await import('../pdf/pdfLibraries.ts');
  const words = new Intl.Segmenter('th', { granularity: 'word' });
  return (text) => {
    const breaks: LineBreak[] = [];
    const finder = new LineBreaker(text);
    for (let found = finder.nextBreak(); found; found = finder.nextBreak())
      breaks.push({ position: found.position, required: found.required });
    if (!UNSPACED.test(text)) return breaks;
    const known = new Set(breaks.map(({ position }) => position));
    for (const { index } of words.segment(text)) {
      const between = UNSPACED.test(text[index - 1] ?? '') && UNSPACED.test(text[index] ?? '');
      if (between && !known.has(index)) breaks.push({ position: index, required: false });
    }
    return breaks.sort((a, b) => a.position - b.position);
  };
}
