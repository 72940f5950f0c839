import { widthAt, type BlockPlace } from './blockPlace.ts';
import { LINE, PARAGRAPH_GAP } from './look.ts';
import type { PageFlow } from './pageFlow.ts';

/** The colours of the bar and of what is behind the text, if anything is. `mirrored` puts the bar on the right. */
export type BoxLook = { readonly bar: string; readonly shade?: string; readonly mirrored?: boolean };

const PADDING = 7;

/** Draws beside a bar; with a shade behind it, that is a box. */
export function drawBox(
  flow: PageFlow,
  place: BlockPlace,
  { bar, shade, mirrored = false }: BoxLook,
  draw: (inner: BlockPlace) => void,
): void {
  const left = flow.frame.left + place.indent;
  const width = widthAt(flow, place);
  const margin = shade === undefined ? 0 : 10;
  flow.gap(PARAGRAPH_GAP + 1);
  const shading = shade === undefined ? [] : [{ x: left, width, color: shade }];
  flow.decorated([...shading, { x: mirrored ? left + width - 3 : left, width: 3, color: bar }], () => {
    if (shade !== undefined) flow.take(PADDING, 4 * LINE);
    flow.noGap();
    draw({
      ...place,
      indent: place.indent + (mirrored ? margin : 14),
      outdent: place.outdent + (mirrored ? 14 : margin),
    });
    flow.noGap();
    if (shade !== undefined) flow.take(Math.min(PADDING, Math.max(0, flow.room)));
    flow.endBox();
  });
  flow.gap(PARAGRAPH_GAP + 3);
}
