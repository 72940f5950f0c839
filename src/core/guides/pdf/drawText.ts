import type { Run } from '../text/run.ts';
import type { TextSetter } from '../text/textSetter.ts';
import { widthAt, type BlockPlace } from './blockPlace.ts';
import { drawLine } from './drawLine.ts';
import { LINE_HEIGHT } from './look.ts';
import type { PageFlow } from './pageFlow.ts';

/** The height of a line, and how much of what follows must be on the same page as the last one; in points. */
export type TextLook = { readonly height?: number; readonly keep?: number };

/** Sets runs and draws their lines; no line of two stays alone on a page. */
export function drawText(
  flow: PageFlow,
  setter: TextSetter,
  runs: readonly Run[],
  place: BlockPlace,
  look: TextLook = {},
): void {
  const size = Math.max(...runs.map(({ style }) => style.size), place.base.size);
  const { height = size * LINE_HEIGHT, keep = 0 } = look;
  const width = widthAt(flow, place);
  const { lines, rightToLeft } = setter.set(runs, { width, wrap: 'words' });
  lines.forEach((line, at) => {
    const rest = lines.length - at - 1;
    const below = rest === 0 ? keep : at === 0 || rest === 1 ? height + (rest === 1 ? keep : 0) : 0;
    const y = flow.take(height, below);
    const left = flow.frame.left + place.indent;
    drawLine(flow.canvas, line, rightToLeft ? left + width - line.width : left, y, height);
  });
}
