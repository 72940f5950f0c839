import type { Canvas } from './canvas.ts';
import { LINE } from './look.ts';

/** Where text may be, in points from the upper left corner. */
export type Frame = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
};

/** Something that runs along beside or behind what is drawn, over as many pages as that takes. */
export type Decoration = { readonly x: number; readonly width: number; readonly color: string };

/** Puts blocks one below the other and starts pages when they are full. */
export class PageFlow {
  readonly canvas: Canvas;
  readonly frame: Frame;
  /** Pages begun so far. */
  pages = 0;
  private y = 0;
  private gapBefore = 0;
  private atTop = true;
  private gapless = false;
  private onTake: ((y: number) => void) | undefined;
  private readonly decorations: Decoration[] = [];
  private readonly pageStarted: (page: number) => void;

  constructor(canvas: Canvas, frame: Frame, pageStarted: (page: number) => void) {
    this.canvas = canvas;
    this.frame = frame;
    this.pageStarted = pageStarted;
  }

  get height(): number {
    return this.frame.bottom - this.frame.top;
  }

  /** The room that is left on this page once the gap is left. */
  get room(): number {
    return this.pages === 0 ? 0 : this.frame.bottom - this.y - this.gapNow;
  }

  newPage(): void {
    this.canvas.newPage();
    this.pages++;
    this.y = this.frame.top;
    this.atTop = true;
    this.gapless = false;
    this.pageStarted(this.pages);
  }

  /** Leaves at least so much before what comes next; nothing at the top of a page. */
  gap(height: number): void {
    this.gapBefore = Math.max(this.gapBefore, height);
  }

  /** Takes room for what must not be split, and as much below it as `keep` says. Answers its upper edge. */
  take(height: number, keep = 0): number {
    if (this.pages === 0 || (height + keep > this.room + 0.01 && !this.atTop)) this.newPage();
    const gap = this.gapNow;
    for (const { x, width, color } of this.decorations)
      this.canvas.fill({ x, y: this.y - 0.2, width, height: gap + height + 0.4 }, color);
    const y = this.y + gap;
    this.y = y + height;
    const waiting = this.onTake;
    this.onTake = undefined;
    waiting?.(y);
    this.gapBefore = 0;
    this.gapless = false;
    this.atTop = false;
    return y;
  }

  /** Calls back with the upper edge of what is taken next. Answers a function that takes that back. */
  onNextTake(call: (y: number) => void): () => void {
    this.onTake = call;
    return () => (this.onTake = undefined);
  }

  /** Leaves out the gap that has been asked for or will be, up to what is taken next: a box has its own space inside. */
  noGap(): void {
    this.gapless = true;
  }

  /** Ends a {@link noGap} that nothing has been taken after. */
  endBox(): void {
    this.gapBefore = 0;
    this.gapless = false;
  }

  private get gapNow(): number {
    return this.atTop || this.gapless ? 0 : this.gapBefore;
  }

  /** Draws decorations behind all that `draw` takes. The gap before it stays free of them. */
  decorated(decorations: readonly Decoration[], draw: () => void): void {
    this.settleGap();
    this.decorations.push(...decorations);
    draw();
    this.decorations.length -= decorations.length;
  }

  /** Where no line fits below the gap, the decorations begin on the next page. */
  private settleGap(): void {
    if (this.atTop || this.pages === 0) return;
    this.take(0, LINE);
  }
}
