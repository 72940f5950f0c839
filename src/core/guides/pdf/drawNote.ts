import type { TextSetter } from '../text/textSetter.ts';
import type { BlockPlace } from './blockPlace.ts';
import { drawBox } from './drawBox.ts';
import { drawText } from './drawText.ts';
import { COLORS } from './look.ts';
import type { PageFlow } from './pageFlow.ts';

/** Draws a sentence of ours in a box, in place of something that cannot be shown. */
export function drawNote(flow: PageFlow, setter: TextSetter, text: string, place: BlockPlace): void {
  drawBox(flow, place, { bar: COLORS.line, shade: COLORS.shade }, (inner) =>
    drawText(flow, setter, [{ text, style: { ...inner.base, color: COLORS.muted, italic: true } }], inner),
  );
}
