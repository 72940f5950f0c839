import type { Piece } from '../text/run.ts';
import { scriptOf, type Script } from '../text/scripts.ts';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Counts, by script, what a piece of text draws as boxes for want of a font. */
export function countLost({ lost }: Piece, lacking: Map<Script, number>): void {
  if (lost === undefined) return;
  for (const { segment } of GRAPHEMES.segment(lost)) {
    const script = scriptOf(segment);
    lacking.set(script, (lacking.get(script) ?? 0) + 1);
  }
}
