import { setImmediate } from 'node:timers/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RenderNote } from '../exports/job/job.ts';
import type { Guide } from './guide.ts';
import { guideText } from './guideText.ts';
import { BlankCanvas } from './pdf/blankCanvas.ts';
import type { Canvas } from './pdf/canvas.ts';
import { drawContents } from './pdf/drawContents.ts';
import { drawGuide, type ContentsEntry } from './pdf/drawGuide.ts';
import { drawLine } from './pdf/drawLine.ts';
import type { GuidesPdfTexts } from './pdf/guidesPdfTexts.ts';
import { BODY, COLORS, MARGINS, PAPERS, type Paper } from './pdf/look.ts';
import { PageFlow } from './pdf/pageFlow.ts';
import { PdfCanvas } from './pdf/pdfCanvas.ts';
import { FontShelf } from './text/fontShelf.ts';
import { renderNotes, type PdfFinding } from './renderNotes.ts';
import { textSetter, type TextSetter } from './text/textSetter.ts';

export type GuidesPdfOptions = {
  readonly title: string;
  /** The date that the document says it is of. */
  readonly createdAt: Date;
  /** With the pages, chapters and notes that students do not see. */
  readonly teacherPages: boolean;
  /** What the document lacks as a whole; what a guide lacks is found on the way. */
  readonly notes?: readonly RenderNote[];
  readonly paper?: Paper;
  /** BCP 47, of what the document itself says. */
  readonly language: string;
  readonly texts: GuidesPdfTexts;
  /** Where Lectern's own fonts are. */
  readonly fontsFolder: string;
  /** Where to look for fonts of other scripts; see systemFontFolders. */
  readonly systemFontFolders: readonly string[];
};

export type PdfReport = { readonly pages: number; readonly findings: readonly PdfFinding[] };

/** Guides that can be gone through twice: the table of contents comes first, and its page numbers are known last. */
export type GuideSource = () => AsyncIterable<Guide> | Iterable<Guide>;

/** Bytes that may wait for the disk before the next page is made. */
const MOST_WAITING = 1024 * 1024;
/** Milliseconds of work after which the event loop gets a turn. */
const TURN_MS = 12;

/**
 * Writes guides as one PDF, a chapter each, to `out` and ends it. One guide is in memory at a time. The same guides, options and
 * fonts make the same bytes.
 *
 * Rejects if `out` fails, if the source does, if Lectern's own fonts are not in their folder, or if `signal` is aborted.
 */
export async function writeGuidesPdf(
  guides: GuideSource,
  options: GuidesPdfOptions,
  out: Writable,
  signal: AbortSignal,
): Promise<PdfReport> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  try {
    const shelf = new FontShelf(options.fontsFolder, options.systemFontFolders);
    await shelf.open();
    const setter = await textSetter(shelf);
    const turn = turnTaker(both);

    const count = await layOut(guides, options, setter, shelf, new BlankCanvas(), turn, both, undefined);

    const document = await newDocument(options);
    const written = pipeline(document, out, { signal: both });
    written.catch((error: unknown) => stop.abort(error));
    const pause = async (): Promise<void> => {
      await turn();
      while (document.readableLength > MOST_WAITING) {
        both.throwIfAborted();
        await setImmediate();
      }
    };
    const canvas = new PdfCanvas(document);
    const { pages, findings } = await layOut(guides, options, setter, shelf, canvas, pause, both, count);
    document.end();
    await written;
    return { pages, findings: [...findings, ...lackingOf(canvas)] };
  } catch (error) {
    stop.abort(error);
    out.destroy();
    throw error;
  }
}

type Layout = {
  readonly pages: number;
  readonly contentsPages: number;
  readonly entries: readonly ContentsEntry[];
  readonly findings: readonly PdfFinding[];
  /** What the document says that it lacks; known after the first pass. */
  readonly notes: readonly string[];
};

/** Lays out the whole document. `known` is what an earlier pass has counted; without it, the table of contents is counted last. */
async function layOut(
  guides: GuideSource,
  options: GuidesPdfOptions,
  setter: TextSetter,
  shelf: FontShelf,
  canvas: Canvas,
  pause: () => Promise<void>,
  signal: AbortSignal,
  known: Layout | undefined,
): Promise<Layout> {
  const { texts, teacherPages, title } = options;
  const paper = PAPERS[options.paper ?? 'a4'];
  const frame = {
    left: MARGINS.left,
    top: MARGINS.top,
    width: paper.width - MARGINS.left - MARGINS.right,
    bottom: paper.height - MARGINS.bottom,
  };
  const footer = (page: number): void => {
    if (!known) return;
    const style = { ...BODY, size: 8.5, color: COLORS.muted };
    const y = paper.height - MARGINS.bottom + 24;
    const right = setter.set([{ text: texts.page(page, known.pages), style }], { width: 200, wrap: 'words' });
    const left = setter.set([{ text: title, style }], { width: frame.width - 140, wrap: 'words' });
    const [number] = right.lines;
    const [name] = left.lines;
    canvas.fill({ x: frame.left, y: y - 5, width: frame.width, height: 0.5 }, COLORS.line);
    if (name) drawLine(canvas, name, frame.left, y, 12);
    if (number) drawLine(canvas, number, frame.left + frame.width - number.width, y, 12);
  };
  const contents = (
    onto: Canvas,
    offset: number,
    { entries, notes }: Pick<Layout, 'entries' | 'notes'>,
  ): number => {
    const flow = new PageFlow(onto, frame, onto === canvas ? footer : () => undefined);
    drawContents(flow, setter, texts, { title, entries, notes, offset });
    return flow.pages;
  };

  await shelf.prepare(title + Object.values(texts).join(''), signal);
  if (known) contents(canvas, known.contentsPages, known);
  const flow = new PageFlow(canvas, frame, (page) => footer(page + (known?.contentsPages ?? 0)));
  const entries: ContentsEntry[] = [];
  const findings: PdfFinding[] = [];
  let number = 0;
  for await (const guide of guides()) {
    signal.throwIfAborted();
    await shelf.prepare(guideText(guide), signal);
    entries.push(...(await drawGuide(guide, { flow, setter, texts, teacherPages, number: number++, pause })));
    for (const finding of guide.findings)
      findings.push({ kind: 'guide', assignment: guide.assignment, finding });
  }
  const all = [...(options.notes ?? []), ...renderNotes([...findings, ...lackingOf(canvas)])];
  const notes = known?.notes ?? all.map((note) => texts.note(note));
  await shelf.prepare(notes.join(''), signal);
  const contentsPages = known?.contentsPages ?? contents(new BlankCanvas(), 0, { entries, notes });
  return { pages: flow.pages + contentsPages, contentsPages, entries, findings, notes };
}

function lackingOf({ lacking }: Canvas): readonly PdfFinding[] {
  return [...lacking].map(([script, characters]) => ({ kind: 'noFont', script, characters }) as const);
}

async function newDocument({
  title,
  createdAt,
  language,
  paper = 'a4',
  fontsFolder,
}: GuidesPdfOptions): Promise<PDFKit.PDFDocument> {
  const { PDFDocument } = await import('./pdf/pdfLibraries.ts');
  const { width, height } = PAPERS[paper];
  return new PDFDocument({
    autoFirstPage: false,
    // Without a font of ours the library opens one that every reader is said to have.
    font: join(fontsFolder, 'NotoSans-Regular.ttf'),
    size: [width, height],
    margin: 0,
    pdfVersion: '1.7',
    lang: language,
    displayTitle: true,
    info: { Title: title, Producer: 'Lectern', Creator: 'Lectern', CreationDate: createdAt },
  });
}

/** Lets the event loop turn every few milliseconds, and stops when the signal says so. */
function turnTaker(signal: AbortSignal): () => Promise<void> {
  let last = Date.now();
  return async () => {
    signal.throwIfAborted();
    if (Date.now() - last < TURN_MS) return;
    await setImmediate();
    last = Date.now();
    signal.throwIfAborted();
  };
}
