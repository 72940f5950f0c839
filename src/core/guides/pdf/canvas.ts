import type { ShownPicture } from '../guide.ts';
import type { Piece } from '../text/run.ts';
import type { Script } from '../text/scripts.ts';

/** Points, from the upper left corner of a page. */
export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/**
 * What pages are drawn on. There are two: one that makes a PDF, and one that draws nothing, because the table of contents comes
 * first and page numbers are known last.
 */
export type Canvas = {
  /** How many characters of a script were drawn as boxes, for want of a font. */
  readonly lacking: ReadonlyMap<Script, number>;
  /** Starts the next page. Nothing may be drawn before the first call. */
  newPage(): void;
  /** Draws with the baseline at `y`. */
  text(piece: Piece, x: number, y: number): void;
  fill(area: Area, color: string): void;
  picture(picture: ShownPicture, area: Area): void;
  link(area: Area, address: string): void;
  jump(area: Area, anchor: string): void;
  /** A place on the page that {@link jump} leads to. */
  anchor(name: string, y: number): void;
  /** An entry of the document's outline; `depth` 0 is at the top. */
  bookmark(title: string, depth: number, y: number): void;
};
