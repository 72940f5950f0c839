import type { Face } from './fontShelf.ts';

/** How many widths are remembered for each font; words repeat, lines of code do not. */
const MOST = 20_000;

/** Widths of text in fonts, remembered word by word. */
export class Measure {
  private readonly widths = new Map<Face, Map<string, number>>();

  /** The width of a text in points at a size, without regard to what stands beside it. */
  width(face: Face, text: string, size: number): number {
    let known = this.widths.get(face);
    if (!known) this.widths.set(face, (known = new Map<string, number>()));
    let units = known.get(text);
    if (units === undefined) {
      if (known.size >= MOST) known.clear();
      units = face.font.layout(text).advanceWidth / face.font.unitsPerEm;
      known.set(text, units);
    }
    return units * size;
  }
}
