import type { Guide } from '../guide.ts';
import type { Block, Inline, ListItem } from '../markdown/block.ts';
import type { Run } from '../text/run.ts';
import type { TextSetter } from '../text/textSetter.ts';
import { widthAt, type BlockPlace } from './blockPlace.ts';
import { drawBox } from './drawBox.ts';
import { drawCode } from './drawCode.ts';
import { drawLine } from './drawLine.ts';
import { drawNote } from './drawNote.ts';
import { drawPicture } from './drawPicture.ts';
import { drawTable } from './drawTable.ts';
import { drawText, type TextLook } from './drawText.ts';
import type { GuidesPdfTexts } from './guidesPdfTexts.ts';
import { BODY, BODY_SIZE, COLORS, HEADING_SIZES, LINE, LINE_HEIGHT, PARAGRAPH_GAP } from './look.ts';
import type { PageFlow } from './pageFlow.ts';
import { pictureNames } from './pictureNote.ts';
import { runsOf } from './runsOf.ts';
import { startsRightToLeft } from './startsRightToLeft.ts';

/** `mirrored` for lists that are read from right to left: their marks stand on the right. */
type ItemLook = {
  readonly number: number | undefined;
  readonly indent: number;
  readonly mirrored: boolean;
  readonly gap: number;
};

const BULLETS = ['•', '◦', '–'] as const;
const LIST_INDENT = 20;

const OUTER: BlockPlace = { indent: 0, outdent: 0, base: BODY };

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
    this.block(block, OUTER, 0);
  }

  /** A sentence of ours in a box, in place of something that cannot be shown. */
  note(text: string): void {
    drawNote(this.flow, this.setter, text, OUTER);
  }

  private blocks(blocks: readonly Block[], place: BlockPlace, depth: number): void {
    for (const block of blocks) this.block(block, place, depth);
  }

  private block(block: Block, place: BlockPlace, depth: number): void {
    switch (block.kind) {
      case 'heading':
        this.heading(block.level, block.inlines, place);
        break;
      case 'paragraph':
        this.paragraph(block.inlines, place);
        break;
      case 'code':
        drawCode(this.flow, this.setter, block.text, place.indent, widthAt(this.flow, place));
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

  private quote(blocks: readonly Block[], place: BlockPlace, depth: number): void {
    drawBox(this.flow, place, { bar: COLORS.line, mirrored: startsRightToLeft(blocks) }, (inner) =>
      this.blocks(blocks, { ...inner, base: { ...inner.base, color: COLORS.muted } }, depth),
    );
  }

  private table(table: Extract<Block, { kind: 'table' }>, place: BlockPlace): void {
    this.flow.gap(PARAGRAPH_GAP + 2);
    const { indent } = place;
    drawTable(this.flow, this.setter, table, indent, widthAt(this.flow, place), pictureNames);
    this.flow.gap(PARAGRAPH_GAP + 4);
  }

  private heading(level: number, inlines: readonly Inline[], place: BlockPlace): void {
    const size = HEADING_SIZES[level - 1] ?? BODY_SIZE;
    this.flow.gap(size * 1.15);
    this.text(runsOf(inlines, { ...place.base, size, bold: true }), place, {
      height: size * 1.3,
      keep: 3 * LINE,
    });
    this.pictures(inlines, place);
    this.flow.gap(size * 0.35);
  }

  private paragraph(inlines: readonly Inline[], place: BlockPlace): void {
    this.flow.gap(PARAGRAPH_GAP);
    let text: Inline[] = [];
    const flush = (): void => {
      const runs = runsOf(text, place.base);
      if (runs.some((run) => run.text.trim() !== '')) this.text(runs, place);
      text = [];
    };
    for (const inline of inlines) {
      if (inline.kind === 'picture') {
        flush();
        this.picture(inline, place);
      } else text.push(inline);
    }
    flush();
    this.flow.gap(PARAGRAPH_GAP);
  }

  private text(runs: readonly Run[], place: BlockPlace, look?: TextLook): void {
    drawText(this.flow, this.setter, runs, place, look);
  }

  private list(list: Extract<Block, { kind: 'list' }>, place: BlockPlace, depth: number): void {
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
    place: BlockPlace,
    depth: number,
  ): void {
    const bullet = BULLETS[Math.min(depth, BULLETS.length - 1)] ?? BULLETS[0];
    const mark = done === undefined ? (number === undefined ? bullet : `${number}.`) : done ? '☑' : '☐';
    const inner: BlockPlace = mirrored
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

  private tightParagraph(inlines: readonly Inline[], place: BlockPlace): void {
    const runs = runsOf(inlines, place.base);
    if (runs.some((run) => run.text.trim() !== '')) this.text(runs, place);
    this.pictures(inlines, place);
  }

  /** Codio shows guidance to teachers only: it is where solutions are. */
  private callout(name: string, blocks: readonly Block[], place: BlockPlace, depth: number): void {
    const teacher = name === 'guidance';
    if (teacher && !this.teacherPages) return;
    const look = teacher
      ? { bar: COLORS.teacher, shade: COLORS.teacherShade }
      : { bar: COLORS.accent, shade: COLORS.note };
    drawBox(this.flow, place, look, (inner) => {
      if (teacher) this.label(this.texts.teacherOnly, look.bar, inner);
      this.flow.noGap();
      this.blocks(blocks, inner, depth);
    });
  }

  private label(text: string, color: string, place: BlockPlace): void {
    this.text([{ text, style: { ...BODY, size: 8.5, bold: true, color } }], place, {
      keep: 3 * LINE,
    });
    this.flow.gap(3);
  }

  private assessment(taskId: string, label: string, place: BlockPlace, depth: number): void {
    const assessment = this.guide.assessments.get(taskId);
    drawBox(this.flow, place, { bar: COLORS.accent, shade: COLORS.note }, (inner) => {
      const points = assessment?.points === undefined ? '' : ` · ${this.texts.points(assessment.points)}`;
      this.label(`${this.texts.assessment}${points}`, COLORS.accent, inner);
      const name = assessment?.name ?? label;
      this.text([{ text: name, style: { ...inner.base, bold: true } }], inner, {
        keep: 2 * LINE,
      });
      this.flow.gap(3);
      if (assessment) this.blocks(assessment.instructions, inner, depth);
      else
        this.text(
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

  private rule(place: BlockPlace): void {
    this.flow.gap(10);
    const y = this.flow.take(0.75);
    this.flow.canvas.fill(
      { x: this.flow.frame.left + place.indent, y, width: widthAt(this.flow, place), height: 0.75 },
      COLORS.line,
    );
    this.flow.gap(10);
  }

  private pictures(inlines: readonly Inline[], place: BlockPlace): void {
    for (const inline of inlines) if (inline.kind === 'picture') this.picture(inline, place);
  }

  private picture(inline: Extract<Inline, { kind: 'picture' }>, place: BlockPlace): void {
    const picture = this.guide.pictures.get(inline.path) ?? ({ kind: 'none', problem: 'missing' } as const);
    const { flow, setter, texts } = this;
    drawPicture({ flow, setter, texts }, picture, inline, place);
  }
}
