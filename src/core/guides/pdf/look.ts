import type { RunStyle } from '../text/run.ts';

/** The look of the document: sizes in points, colours as #rrggbb. */
export const COLORS = {
  text: '#1f2328',
  muted: '#59636e',
  link: '#0b57d0',
  accent: '#1a3f94',
  line: '#d0d7de',
  shade: '#f3f5f8',
  teacher: '#9a4d00',
  teacherShade: '#fff4e5',
  note: '#eef3fb',
} as const;

export const BODY_SIZE = 10.5;
export const CODE_SIZE = 8.8;
/** Of the size of its text. */
export const LINE_HEIGHT = 1.45;
/** The height of a line of text, in points. */
export const LINE = BODY_SIZE * LINE_HEIGHT;

/** Between paragraphs, in points. */
export const PARAGRAPH_GAP = 7;

export const BODY: RunStyle = {
  size: BODY_SIZE,
  color: COLORS.text,
  bold: false,
  italic: false,
  mono: false,
  strike: false,
};

/** Headings in a page, by their level from 1; a page's own title stands above them. */
export const HEADING_SIZES = [13.5, 12.5, 11.5, 11, 10.5, 10.5] as const;

export const PAPERS = { a4: { width: 595.28, height: 841.89 }, letter: { width: 612, height: 792 } } as const;
export type Paper = keyof typeof PAPERS;

export const MARGINS = { left: 64, right: 64, top: 62, bottom: 68 } as const;
