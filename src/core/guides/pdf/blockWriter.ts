import type { Guide } from '../guide.ts';
import type { Block, Inline, ListItem } from '../markdown/block.ts';
import type { Run, RunStyle } from '../text/run.ts';
import type { TextSetter } from '../text/textSetter.ts';
import { drawCode } from './drawCode.ts';
import { drawLine } from './drawLine.ts';
import { drawTable } from './drawTable.ts';
import type { GuidesPdfTexts } from './guidesPdfTexts.ts';
import { BODY, BODY_SIZE, COLORS, HEADING_SIZES, LINE_HEIGHT, PARAGRAPH_GAP } from './look.ts';
import type { PageFlow } from './pageFlow.ts';
import { pictureNames, pictureNote } from './pictureNote.ts';
import { runsOf } from './runsOf.ts';
import { startsRightToLeft } from './startsRightToLeft.ts';

/** Where blocks stand: how far in on both sides, in points, and in which style their text begins. */
type Place = { readonly indent: number; readonly outdent: number; readonly base: RunStyle };

/** `mirrored` for lists that are read from right to left: their marks stand on the right. */
type ItemLook = {
  readonly number: number | undefined;
  readonly indent: number;
  readonly mirrored: boolean;
  readonly gap: number;
};

const BULLETS = ['•', '◦', '–'] as const;
const LIST_INDENT = 20;
const BOX_PADDING = 7;
/** The height of a line of text. */
const LINE = BODY_SIZE * LINE_HEIGHT;
/** Of an image, in points. */
const PIXEL = 0.75;

/** Draws blocks of Markdown on the pages of a flow. */
export class BlockWriter {
  private readonly flow: PageFlow;
  private readonly setter: TextSetter;
  private readonly guide: Guide;
  private readonly texts: GuidesPdfTexts;
  private readonly teacherPages: boolean;

  constructor(
    flow: PageFlow,
    setter: TextSetter,
    guide: Guide,
    texts: GuidesPdfTexts,
    teacherPages: boolean,
  ) {
    this.flow = flow;
    this.setter = setter;
    this.guide = guide;
    this.texts = texts;
    this.teacherPages = teacherPages;
  }

  /** Draws a block at the outer level of a page. */
  write(block: Block): void {
    this.block(block, { indent: 0, outdent: 0, base: BODY }, 0);
  }

  /** A sentence of ours in a box, in place of something that cannot be shown. */
  note(text: string): void {
    this.barred({ indent: 0, outdent: 0, base: BODY }, COLORS.line, COLORS.shade, false, (place) =>
      this.lines([{ text, style: { ...place.base, color: COLORS.muted, italic: true } }], place),
    );
  }

  private blocks(blocks: readonly Block[], place: Place, depth: number): void {
    for (const block of blocks) this.block(block, place, depth);
  }

  private block(block: Block, place: Place, depth: number): void {
    switch (block.kind) {
      case 'heading':
        this.heading(block.level, block.inlines, place);
        break;
      case 'paragraph':
        this.paragraph(block.inlines, place);
        break;
      case 'code':
        drawCode(this.flow, this.setter, block.text, place.indent, this.width(place));
        break;
      case 'list':
        this.list(block, place, depth);
        break;
      case 'quote':
        this.quote(block.blocks, place, depth);
        break;
      case 'callout':
        this.callout(block.name, block.blocks, place, depth);
        break;
      case 'table':
        this.table(block, place);
        break;
      case 'rule':
        this.rule(place);
        break;
      case 'assessment':
        this.assessment(block.taskId, block.label, place, depth);
    }
  }

  private quote(blocks: readonly Block[], place: Place, depth: number): void {
    this.barred(place, COLORS.line, undefined, startsRightToLeft(blocks), (inner) =>
      this.blocks(blocks, { ...inner, base: { ...inner.base, color: COLORS.muted } }, depth),
    );
  }

  private table(table: Extract<Block, { kind: 'table' }>, place: Place): void {
    this.flow.gap(PARAGRAPH_GAP + 2);
    const { indent } = place;
    drawTable(this.flow, this.setter, table, indent, this.width(place), pictureNames);
    this.flow.gap(PARAGRAPH_GAP + 4);
  }

  private width({ indent, outdent }: Place): number {
    return Math.max(60, this.flow.frame.width - indent - outdent);
  }

  private heading(level: number, inlines: readonly Inline[], place: Place): void {
    const size = HEADING_SIZES[level - 1] ?? BODY_SIZE;
    this.flow.gap(size * 1.15);
    this.lines(runsOf(inlines, { ...place.base, size, bold: true }), place, {
      height: size * 1.3,
      keep: 3 * LINE,
    });
    this.pictures(inlines, place);
    this.flow.gap(size * 0.35);
  }

  private paragraph(inlines: readonly Inline[], place: Place): void {
    this.flow.gap(PARAGRAPH_GAP);
    let text: Inline[] = [];
    const flush = (): void => {
      const runs = runsOf(text, place.base);
      if (runs.some((run) => run.text.trim() !== '')) this.lines(runs, place);
      text = [];
    };
    for (const inline of inlines) {
      if (inline.kind === 'picture') {
        flush();
        this.picture(inline.path, inline.alt, place);
      } else text.push(inline);
    }
    flush();
    this.flow.gap(PARAGRAPH_GAP);
  }

  /** Sets runs and draws their lines; no line of two stays alone on a page. */
  private lines(runs: readonly Run[], place: Place, how: { height?: number; keep?: number } = {}): void {
    const size = Math.max(...runs.map(({ style }) => style.size), place.base.size);
    const { height = size * LINE_HEIGHT, keep = 0 } = how;
    const width = this.width(place);
    const { lines, rightToLeft } = this.setter.set(runs, { width, wrap: 'words' });
    lines.forEach((line, at) => {
      const rest = lines.length - at - 1;
      const below = rest === 0 ? keep : at === 0 || rest === 1 ? height + (rest === 1 ? keep : 0) : 0;
      const y = this.flow.take(height, below);
      const left = this.flow.frame.left + place.indent;
      drawLine(this.flow.canvas, line, rightToLeft ? left + width - line.width : left, y, height);
    });
  }

  private list(list: Extract<Block, { kind: 'list' }>, place: Place, depth: number): void {
    const gap = list.tight ? 2.5 : PARAGRAPH_GAP;
    const { items, start } = list;
    const last = String((start ?? 0) + items.length - 1);
    const indent =
      start === undefined ? LIST_INDENT : Math.max(LIST_INDENT, 10 + last.length * BODY_SIZE * 0.62);
    const mirrored = startsRightToLeft(items.flatMap((item) => item.blocks));
    this.flow.gap(depth === 0 ? PARAGRAPH_GAP : gap);
    items.forEach((item, at) => {
      this.flow.gap(at === 0 ? 0 : gap);
      const number = start === undefined ? undefined : start + at;
      this.item(item, { number, indent, mirrored, gap }, place, depth);
    });
    this.flow.gap(depth === 0 ? PARAGRAPH_GAP : gap);
  }

  private item(
    { done, blocks }: ListItem,
    { number, indent, mirrored, gap }: ItemLook,
    place: Place,
    depth: number,
  ): void {
    const bullet = BULLETS[Math.min(depth, BULLETS.length - 1)] ?? BULLETS[0];
    const mark = done === undefined ? (number === undefined ? bullet : `${number}.`) : done ? '☑' : '☐';
    const inner: Place = mirrored
      ? { ...place, outdent: place.outdent + indent }
      : { ...place, indent: place.indent + indent };
    const height = place.base.size * LINE_HEIGHT;
    const [first, ...rest] = blocks;
    const { lines } = this.setter.set([{ text: mark, style: place.base }], { width: 1000, wrap: 'words' });
    const drawMark = (y: number): void => {
      for (const line of lines) {
        const { left, width } = this.flow.frame;
        const x = mirrored ? left + width - inner.outdent + 6 : left + inner.indent - 6 - line.width;
        drawLine(this.flow.canvas, line, x, y, height);
      }
    };
    if (first?.kind === 'paragraph' && first.inlines[0]?.kind !== 'picture') {
      this.marked(drawMark, () => this.tightParagraph(first.inlines, inner));
    } else {
      // The mark has a line of its own: what comes first is no text.
      drawMark(this.flow.take(height, height));
      if (first) this.block(first, inner, depth + 1);
    }
    for (const block of rest) {
      this.flow.gap(gap);
      if (block.kind === 'paragraph') this.tightParagraph(block.inlines, inner);
      else this.block(block, inner, depth + 1);
    }
  }

  /** Draws the mark of an item beside the first line that `draw` takes. */
  private marked(drawMark: (y: number) => void, draw: () => void): void {
    const stop = this.flow.onNextTake(drawMark);
    draw();
    stop();
  }

  private tightParagraph(inlines: readonly Inline[], place: Place): void {
    const runs = runsOf(inlines, place.base);
    if (runs.some((run) => run.text.trim() !== '')) this.lines(runs, place);
    this.pictures(inlines, place);
  }

  /** Draws beside a bar; with a shade behind it, that is a box. `mirrored` puts the bar on the right. */
  private barred(
    place: Place,
    color: string,
    shade: string | undefined,
    mirrored: boolean,
    draw: (inner: Place) => void,
  ): void {
    const left = this.flow.frame.left + place.indent;
    const width = this.width(place);
    const margin = shade === undefined ? 0 : 10;
    this.flow.gap(PARAGRAPH_GAP + 1);
    const shading = shade === undefined ? [] : [{ x: left, width, color: shade }];
    this.flow.decorated([...shading, { x: mirrored ? left + width - 3 : left, width: 3, color }], () => {
      if (shade !== undefined) this.flow.take(BOX_PADDING, 4 * LINE);
      this.flow.noGap();
      draw({
        ...place,
        indent: place.indent + (mirrored ? margin : 14),
        outdent: place.outdent + (mirrored ? 14 : margin),
      });
      this.flow.noGap();
      if (shade !== undefined) this.flow.take(Math.min(BOX_PADDING, Math.max(0, this.flow.room)));
      this.flow.endBox();
    });
    this.flow.gap(PARAGRAPH_GAP + 3);
  }

  /** Codio shows guidance to teachers only: it is where solutions are. */
  private callout(name: string, blocks: readonly Block[], place: Place, depth: number): void {
    const teacher = name === 'guidance';
    if (teacher && !this.teacherPages) return;
    const color = teacher ? COLORS.teacher : COLORS.accent;
    this.barred(place, color, teacher ? COLORS.teacherShade : COLORS.note, false, (inner) => {
      if (teacher) this.label(this.texts.teacherOnly, color, inner);
      this.flow.noGap();
      this.blocks(blocks, inner, depth);
    });
  }

  private label(text: string, color: string, place: Place): void {
    this.lines([{ text, style: { ...BODY, size: 8.5, bold: true, color } }], place, {
      keep: 3 * LINE,
    });
    this.flow.gap(3);
  }

  private assessment(taskId: string, label: string, place: Place, depth: number): void {
    const assessment = this.guide.assessments.get(taskId);
    this.barred(place, COLORS.accent, COLORS.note, false, (inner) => {
      const points = assessment?.points === undefined ? '' : ` · ${this.texts.points(assessment.points)}`;
      this.label(`${this.texts.assessment}${points}`, COLORS.accent, inner);
      const name = assessment?.name ?? label;
      this.lines([{ text: name, style: { ...inner.base, bold: true } }], inner, {
        keep: 2 * LINE,
      });
      this.flow.gap(3);
      if (assessment) this.blocks(assessment.instructions, inner, depth);
      else
        this.lines(
          [
            {
              text: this.texts.missingAssessment(taskId),
              style: { ...inner.base, color: COLORS.muted, italic: true },
            },
          ],
          inner,
        );
    });
  }

  private rule(place: Place): void {
    this.flow.gap(10);
    const y = this.flow.take(0.75);
    this.flow.canvas.fill(
      { x: this.flow.frame.left + place.indent, y, width: this.width(place), height: 0.75 },
      COLORS.line,
    );
    this.flow.gap(10);
  }

  private pictures(inlines: readonly Inline[], place: Place): void {
    for (const inline of inlines) if (inline.kind === 'picture') this.picture(inline.path, inline.alt, place);
  }

  /** Scaled to fit, never up; what cannot be shown is named. */
  private picture(path: string, alt: string, place: Place): void {
    this.flow.gap(PARAGRAPH_GAP);
    const picture = this.guide.pictures.get(path) ?? ({ kind: 'none', problem: 'missing' } as const);
    if (picture.kind === 'none') {
      const text = pictureNote(this.texts, picture.problem, path) + (alt === '' ? '' : ` – ${alt}`);
      this.barred(place, COLORS.line, COLORS.shade, false, (inner) =>
        this.lines([{ text, style: { ...inner.base, color: COLORS.muted, italic: true } }], inner),
      );
      return;
    }
    const most = this.flow.height * 0.85;
    const scale = Math.min(PIXEL, this.width(place) / picture.width, most / picture.height);
    const width = picture.width * scale;
    const height = picture.height * scale;
    const y = this.flow.take(height);
    this.flow.canvas.picture(picture, { x: this.flow.frame.left + place.indent, y, width, height });
    this.flow.gap(PARAGRAPH_GAP);
  }
}
