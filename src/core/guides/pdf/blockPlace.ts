import type { RunStyle } from '../text/run.ts';
import type { PageFlow } from './pageFlow.ts';

/** Where blocks stand: how far in on both sides, in points, and in which style their text begins. */
export type BlockPlace = { readonly indent: number; readonly outdent: number; readonly base: RunStyle };

/** The room for text at a place, in points; never so little that a word would not fit. */
export function widthAt(flow: PageFlow, { indent, outdent }: BlockPlace): number {
  return Math.max(60, flow.frame.width - indent - outdent);
}
