import type { Bidi } from 'bidi-js';
import type { Face } from './fontShelf.ts';
import type { Line, Piece, RunStyle } from './run.ts';

const STRONG_RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Arabic digits run from left to right; the font library takes them for letters and turns them. */
const ARABIC_NUMBER = /^[\p{N}\p{P}\p{S}\s]*[\u0660-\u0669\u06F0-\u06F9][\p{N}\p{P}\p{S}\s]*$/u;

/** A stretch of text in one font, style and direction, before lines are made. */
export type Item = {
  readonly start: number;
  end: number;
  text: string;
  readonly face: Face;
  readonly style: RunStyle;
  readonly level: number;
  /** Its characters have been replaced; it is measured by their number. */
  readonly replaced: boolean;
};

/** What a segment has of one item. `bare` and `inked` leave out spaces at the end, which may hang over the margin. */
export type Part = {
  readonly item: Item;
  readonly text: string;
  readonly width: number;
  readonly bare: string;
  readonly inked: number;
  /** What was written here, whether it can be drawn or not. */
  readonly source: string;
};

type Stretch = { readonly item: Item; text: string; width: number; source: string };

/** Gathers what stands on a line, in reading order, and puts it in the order in which it is drawn. */
export class LineInMaking {
  width = 0;
  isEmpty = true;
  private readonly trims: boolean;
  private readonly stretches: Stretch[] = [];
  private last: Part | undefined;

  constructor(trims: boolean) {
    this.trims = trims;
  }

  add(part: Part): void {
    this.isEmpty = false;
    const stretch = this.stretches.at(-1);
    if (stretch?.item === part.item) {
      stretch.text += part.text;
      stretch.width += part.width;
      stretch.source += part.source;
    } else this.stretches.push({ ...part });
    this.width += part.width;
    this.last = part;
  }

  finish(bidi: Bidi, base: 0 | 1): Line {
    const stretch = this.stretches.at(-1);
    if (this.trims && stretch && this.last && this.last.bare !== this.last.text) {
      stretch.text = stretch.text.slice(
        0,
        stretch.text.length - (this.last.text.length - this.last.bare.length),
      );
      stretch.width -= this.last.width - this.last.inked;
      this.width -= this.last.width - this.last.inked;
      if (stretch.text === '') this.stretches.pop();
    }
    let x = 0;
    const pieces = inVisualOrder(this.stretches, base).map(({ item, text, width, source }): Piece => {
      const rightToLeft = item.level % 2 === 1;
      const piece = {
        x,
        width,
        text: rightToLeft ? mirrored(bidi, text) : ARABIC_NUMBER.test(text) ? reversed(text) : text,
        face: item.face,
        style: item.style,
        rightToLeft: rightToLeft || ARABIC_NUMBER.test(text),
        ...(item.replaced && { lost: source }),
      };
      x += width;
      return piece;
    });
    return { pieces, width: this.width };
  }
}

/** Rule L2 of the bidirectional algorithm, on stretches: from the highest level down, all that is at it or above is reversed. */
function inVisualOrder(stretches: readonly Stretch[], base: 0 | 1): readonly Stretch[] {
  const ordered = [...stretches];
  const highest = Math.max(base, ...ordered.map(({ item }) => item.level));
  for (let level = highest; level > 0; level--) {
    for (let at = 0; at < ordered.length; at++) {
      let end = at;
      while ((ordered[end]?.item.level ?? -1) >= level) end++;
      if (end > at) {
        ordered.splice(at, end - at, ...ordered.slice(at, end).reverse());
        at = end;
      }
    }
  }
  return ordered;
}

/** Text from right to left as the font library wants it: in reading order if it has letters, which tell the direction. */
function mirrored(bidi: Bidi, text: string): string {
  const characters = Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character);
  return (STRONG_RIGHT_TO_LEFT.test(text) ? characters : characters.reverse()).join('');
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}
