import type { Face } from './fontShelf.ts';

/** How a run of text is drawn. Sizes in points, colours as #rrggbb. */
export type RunStyle = {
  readonly size: number;
  readonly color: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly mono: boolean;
  readonly strike: boolean;
  /** Behind the text. */
  readonly shade?: string;
  readonly link?: string;
};

export type Run = { readonly text: string; readonly style: RunStyle };

/** A stretch of a line in one font. `x` and `width` in points from the line's beginning; `text` is ready to be shaped as a whole. */
export type Piece = {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly face: Face;
  readonly style: RunStyle;
  /** Shaped as a whole, in an order that only the font library knows. */
  readonly rightToLeft: boolean;
  /** What should stand here and has no font; `text` is boxes then. */
  readonly lost?: string;
};

export type Line = { readonly pieces: readonly Piece[]; readonly width: number };

/** `words` breaks lines between words, `anywhere` between any two characters and keeps all spaces, as code needs it. */
export type SetOptions = {
  readonly width: number;
  readonly wrap: 'words' | 'anywhere';
  /** By how much all lines but the first are narrower. */
  readonly hang?: number;
  /** Lets a word that is wider than a line stick out. */
  readonly keepWords?: true;
};

export type SetText = { readonly lines: readonly Line[]; readonly rightToLeft: boolean };
