import type { Canvas } from './canvas.ts';

const nothing = (): void => undefined;

/** Draws nothing: what is laid out on it is only counted. */
export const BLANK_CANVAS: Canvas = {
  newPage: nothing,
  text: nothing,
  fill: nothing,
  picture: nothing,
  link: nothing,
  jump: nothing,
  anchor: nothing,
  bookmark: nothing,
};
