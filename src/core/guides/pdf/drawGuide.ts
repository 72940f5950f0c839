import type { Guide, GuideNode } from '../guide.ts';
import type { TextSetter } from '../text/textSetter.ts';
import { BlockWriter } from './blockWriter.ts';
import { drawLine } from './drawLine.ts';
import type { GuidesPdfTexts } from './guidesPdfTexts.ts';
import { BODY, COLORS } from './look.ts';
import type { PageFlow } from './pageFlow.ts';
import { plainText } from './runsOf.ts';

/** A line of the table of contents. `depth` 0 is an assignment. */
export type ContentsEntry = {
  readonly title: string;
  readonly depth: number;
  readonly anchor: string;
  readonly teacherOnly: boolean;
  /** The page it is on, the first page of the first assignment being 1. */
  readonly page: number;
};

export type DrawGuideOptions = {
  readonly flow: PageFlow;
  readonly setter: TextSetter;
  readonly texts: GuidesPdfTexts;
  readonly teacherPages: boolean;
  /** Makes anchors unique among the guides of a document. */
  readonly number: number;
  /** Called between blocks, so that the event loop turns and the disk keeps up. */
  readonly pause: () => Promise<void>;
};

const TITLE_SIZES = [22, 17.5, 15, 14.2] as const;

/** Draws one assignment from a new page on. Answers its lines of the table of contents. */
export async function drawGuide(guide: Guide, options: DrawGuideOptions): Promise<readonly ContentsEntry[]> {
  const { flow, setter, texts, teacherPages } = options;
  const writer = new BlockWriter(flow, setter, guide, texts, teacherPages);
  const entries: ContentsEntry[] = [];

  const title = (text: string, depth: number, teacherOnly: boolean): void => {
    const size = TITLE_SIZES[depth] ?? 14;
    const height = size * 1.25;
    const style = { ...BODY, size, bold: true, color: depth === 0 ? COLORS.accent : COLORS.text };
    const mark = {
      text: `${texts.teacherOnly}\n`,
      style: { ...BODY, size: 8.5, bold: true, color: COLORS.teacher },
    };
    const { lines, rightToLeft } = setter.set([{ text, style }], { width: flow.frame.width, wrap: 'words' });
    const marks = teacherOnly ? setter.set([mark], { width: flow.frame.width, wrap: 'words' }).lines : [];
    flow.gap(depth <= 1 ? 26 : 20);
    const anchor = `guide-${options.number}-${entries.length}`;
    let first = true;
    for (const [line, lineHeight] of [
      ...marks.map((line) => [line, 14] as const),
      ...lines.map((line) => [line, height] as const),
    ]) {
      const y = flow.take(lineHeight, first ? height * lines.length + 48 : 48);
      const left = flow.frame.left + (rightToLeft ? flow.frame.width - line.width : 0);
      if (first) {
        flow.canvas.anchor(anchor, y - 6);
        flow.canvas.bookmark(teacherOnly ? `${text} (${texts.teacherOnly})` : text, depth, y - 6);
        entries.push({ title: text, depth, anchor, teacherOnly, page: flow.pages });
      }
      first = false;
      drawLine(flow.canvas, line, left, y, lineHeight);
    }
    if (depth === 0) {
      flow.gap(5);
      const y = flow.take(1.5);
      flow.canvas.fill({ x: flow.frame.left, y, width: flow.frame.width, height: 1.5 }, COLORS.accent);
    }
    flow.gap(depth === 0 ? 14 : 8);
  };

  const draw = async (node: GuideNode, depth: number, above: string): Promise<void> => {
    if (node.teacherOnly && !teacherPages) return;
    const blocks = withoutTitle(node);
    // A guide with the name of its first page needs to say it once only.
    if (node.title !== above || node.children.length > 0)
      title(node.title === '' ? guide.title : node.title, depth, node.teacherOnly);
    if (node.missing !== undefined) writer.note(texts.missingPage(node.missing));
    for (const block of blocks) {
      writer.write(block);
      await options.pause();
    }
    for (const child of node.children) await draw(child, depth + 1, node.title);
  };

  flow.newPage();
  title(guide.title, 0, false);
  const shown = guide.nodes.filter(({ teacherOnly }) => teacherPages || !teacherOnly);
  const { assignment, findings } = guide;
  if (findings.some(({ kind }) => kind === 'damagedArchive'))
    writer.note(texts.note({ kind: 'damaged', assignment }));
  else if (shown.length === 0) writer.note(texts.noPages);
  for (const [at, node] of shown.entries()) await draw(node, 1, at === 0 ? guide.title : '');
  return entries;
}

/** The blocks of a page without a first heading that only repeats its title. */
function withoutTitle({ blocks, title }: GuideNode): GuideNode['blocks'] {
  const [first, ...rest] = blocks;
  return first?.kind === 'heading' && same(plainText(first.inlines), title) ? rest : blocks;
}

function same(a: string, b: string): boolean {
  const bare = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
  return bare(a) === bare(b);
}
