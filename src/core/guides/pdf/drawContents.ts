import type { TextSetter } from '../text/textSetter.ts';
import type { ContentsEntry } from './drawGuide.ts';
import { drawLine } from './drawLine.ts';
import { drawText } from './drawText.ts';
import type { GuidesPdfTexts } from './guidesPdfTexts.ts';
import { BODY, COLORS } from './look.ts';
import type { PageFlow } from './pageFlow.ts';

export type Contents = {
  readonly title: string;
  readonly entries: readonly ContentsEntry[];
  /** What the document lacks, a sentence each. */
  readonly notes: readonly string[];
  /** How many pages the table of contents takes; added to the pages of its entries. */
  readonly offset: number;
};

const NUMBER_WIDTH = 34;
const INDENT = 16;

/** Draws the title of the document, the table of contents, each line of which leads to its page, and what the document lacks. */
export function drawContents(
  flow: PageFlow,
  setter: TextSetter,
  texts: GuidesPdfTexts,
  { title, entries, notes, offset }: Contents,
): void {
  const { frame, canvas } = flow;
  const heading = (text: string, size: number, color: string, keep: number): void => {
    const style = { ...BODY, size, bold: true, color };
    const { lines, rightToLeft } = setter.set([{ text, style }], { width: frame.width, wrap: 'words' });
    for (const line of lines) {
      const y = flow.take(size * 1.25, keep);
      drawLine(canvas, line, frame.left + (rightToLeft ? frame.width - line.width : 0), y, size * 1.25);
    }
  };
  flow.newPage();
  heading(title, 25, COLORS.accent, 0);
  flow.gap(26);
  heading(texts.contents, 14, COLORS.text, 60);
  flow.gap(8);
  for (const entry of entries) drawEntry(entry);
  if (notes.length > 0) {
    flow.gap(26);
    heading(texts.lacks, 14, COLORS.text, 60);
    flow.gap(4);
  }
  for (const note of notes) {
    flow.gap(5);
    drawText(flow, setter, [{ text: note, style: BODY }], { indent: 0, outdent: 0, base: BODY });
  }

  function drawEntry({ title: text, depth, anchor, teacherOnly, page }: ContentsEntry): void {
    const style = { ...BODY, size: depth === 0 ? 11 : 10, bold: depth === 0 };
    const mark = { ...BODY, size: 8.5, color: COLORS.teacher };
    const indent = Math.min(depth, 4) * INDENT;
    const height = style.size * 1.55;
    const width = frame.width - indent - NUMBER_WIDTH;
    const runs = [
      { text: text.replaceAll('\n', ' '), style },
      ...(teacherOnly ? [{ text: `  ${texts.teacherOnly}`, style: mark }] : []),
    ];
    const { lines } = setter.set(runs, { width, wrap: 'words' });
    const number = setter.set([{ text: String(page + offset), style }], {
      width: NUMBER_WIDTH,
      wrap: 'words',
    });
    flow.gap(depth === 0 ? 7 : 0);
    lines.forEach((line, at) => {
      const y = flow.take(height, at === 0 && depth === 0 ? height : 0);
      drawLine(canvas, line, frame.left + indent, y, height);
      if (at === lines.length - 1) {
        const right = frame.left + frame.width;
        for (const digits of number.lines) {
          drawLine(canvas, digits, right - digits.width, y, height);
          dots(frame.left + indent + line.width + 6, right - digits.width - 6, y + height * 0.66);
        }
      }
      canvas.jump({ x: frame.left + indent, y, width: frame.width - indent, height }, anchor);
    });
  }

  function dots(from: number, to: number, y: number): void {
    for (let x = Math.ceil(from / 5) * 5; x < to; x += 5)
      canvas.fill({ x, y, width: 0.8, height: 0.8 }, COLORS.muted);
  }
}
