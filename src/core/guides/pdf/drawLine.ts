import type { Line } from '../text/run.ts';
import type { Canvas } from './canvas.ts';

/** The baseline of a line of text, from its upper edge: capitals stand in the middle. */
export function baseline(height: number, size: number): number {
  return height / 2 + size * 0.36;
}

/** Draws a line of text with what belongs to it: shades, strokes, links. `y` is its upper edge, `height` that of the line. */
export function drawLine(canvas: Canvas, line: Line, x: number, y: number, height: number): void {
  const size = Math.max(...line.pieces.map(({ style }) => style.size), 0);
  const base = y + baseline(height, size);
  for (const piece of line.pieces) {
    const { style, width } = piece;
    const left = x + piece.x;
    if (style.shade !== undefined)
      canvas.fill(
        { x: left - 1.5, y: base - style.size * 0.98, width: width + 3, height: style.size * 1.3 },
        style.shade,
      );
    canvas.text(piece, left, base);
    if (style.strike)
      canvas.fill({ x: left, y: base - style.size * 0.3, width, height: style.size * 0.06 }, style.color);
    if (style.link !== undefined) {
      canvas.fill({ x: left, y: base + style.size * 0.12, width, height: 0.5 }, style.color);
      canvas.link({ x: left, y: base - style.size, width, height: style.size * 1.3 }, style.link);
    }
  }
}
