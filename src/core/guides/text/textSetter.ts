import type { Bidi } from 'bidi-js';
import { cleanRuns } from './cleanRuns.ts';
import type { FontShelf } from './fontShelf.ts';
import { lineBreaker, type LineBreak } from './lineBreaks.ts';
import { LineInMaking, type Item, type Part } from './lineInMaking.ts';
import { Measure } from './measure.ts';
import type { Line, Run, SetOptions, SetText } from './run.ts';

/** Stands for a character that no font has. */
const NO_GLYPH = '\u25A1';
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\u200F\u202B\u202E\u2067\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A stretch between two places where a line may end. */
type Segment = { readonly start: number; readonly end: number; readonly endsLine: boolean };

/** Sets text in lines: chooses fonts, orders what is written from right to left, breaks lines. */
export class TextSetter {
  private readonly shelf: FontShelf;
  private readonly measure = new Measure();
  private readonly bidi: Bidi;
  private readonly breaksOf: (text: string) => readonly LineBreak[];
  private readonly graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

  constructor(shelf: FontShelf, bidi: Bidi, breaksOf: (text: string) => readonly LineBreak[]) {
    this.shelf = shelf;
    this.bidi = bidi;
    this.breaksOf = breaksOf;
  }

  /** Sets runs as one paragraph. Line feeds in them end lines. */
  set(runs: readonly Run[], options: SetOptions): SetText {
    const clean = cleanRuns(runs, options.wrap === 'words');
    const text = clean.map((run) => run.text).join('');
    if (text === '') return { lines: [], rightToLeft: false };
    const { levels, base } = this.levelsOf(text, options.wrap === 'anywhere');
    const items = this.itemsOf(clean, levels);
    const segments = options.wrap === 'anywhere' ? this.everyCluster(text) : this.segmentsOf(text);
    const lines = this.linesOf(text, items, segments, options, base);
    return { lines, rightToLeft: base === 1 };
  }

  /** The widest word, and the whole on one line, in points. */
  extent(runs: readonly Run[]): { readonly word: number; readonly line: number } {
    const word = this.set(runs, { width: 0.01, wrap: 'words', keepWords: true });
    const line = this.set(runs, { width: 1e6, wrap: 'words' });
    return { word: word.lines.reduce(widest, 0), line: line.lines.reduce(widest, 0) };
  }

  private levelsOf(text: string, leftToRight: boolean): { levels: Uint8Array | undefined; base: 0 | 1 } {
    if (!RIGHT_TO_LEFT.test(text)) return { levels: undefined, base: 0 };
    const { levels, paragraphs } = this.bidi.getEmbeddingLevels(text, leftToRight ? 'ltr' : 'auto');
    return { levels, base: (paragraphs[0]?.level ?? 0) % 2 === 1 ? 1 : 0 };
  }

  private itemsOf(runs: readonly Run[], levels: Uint8Array | undefined): readonly Item[] {
    const items: Item[] = [];
    let at = 0;
    for (const { text, style } of runs) {
      for (const cluster of this.clustersOf(text)) {
        const level = levels?.[at] ?? 0;
        const last = items.at(-1);
        const kin = last?.style === style && last.level === level ? last : undefined;
        const asked = cluster === '\n' ? ' ' : cluster;
        const found = this.shelf.faceFor(asked, style, kin?.replaced === true ? undefined : kin?.face);
        const face = found ?? this.shelf.faceFor(NO_GLYPH, style);
        if (face && kin?.face === face && kin.replaced === !found) {
          kin.end += cluster.length;
          kin.text += found ? cluster : NO_GLYPH.repeat(cluster.length);
        } else if (face) {
          const drawn = found ? cluster : NO_GLYPH.repeat(cluster.length);
          items.push({
            start: at,
            end: at + cluster.length,
            text: drawn,
            face,
            style,
            level,
            replaced: !found,
          });
        }
        at += cluster.length;
      }
    }
    return items;
  }

  private clustersOf(text: string): Iterable<string> {
    // Plain text has one character a cluster, and is most of what there is.
    if (/^[\x20-\x7e\n\u00a0-\u02ff\u0400-\u0481]*$/.test(text)) return text;
    return Array.from(this.graphemes.segment(text), ({ segment }) => segment);
  }

  private segmentsOf(text: string): readonly Segment[] {
    const segments: Segment[] = [];
    let start = 0;
    for (const { position, required } of this.breaksOf(text)) {
      segments.push({ start, end: position, endsLine: required && text[position - 1] === '\n' });
      start = position;
    }
    if (start < text.length) segments.push({ start, end: text.length, endsLine: false });
    return segments;
  }

  private everyCluster(text: string): readonly Segment[] {
    let at = 0;
    return Array.from(this.clustersOf(text), (cluster) => {
      const start = at;
      at += cluster.length;
      return { start, end: at, endsLine: cluster === '\n' };
    });
  }

  private linesOf(
    text: string,
    items: readonly Item[],
    segments: readonly Segment[],
    { width, wrap, hang = 0, keepWords }: SetOptions,
    base: 0 | 1,
  ): readonly Line[] {
    const lines: Line[] = [];
    let line = new LineInMaking(wrap === 'words');
    let first = 0;
    const end = (): void => {
      lines.push(line.finish(this.bidi, base));
      line = new LineInMaking(wrap === 'words');
    };
    const room = (): number => width - (lines.length > 0 ? hang : 0);
    const place = (segment: Segment): void => {
      while ((items[first]?.end ?? Infinity) <= segment.start) first++;
      const parts = this.partsOf(text, items, first, segment);
      const total = parts.reduce((sum, part) => sum + part.inked, 0);
      if (!line.isEmpty && line.width + total > room() + 0.01) end();
      if (total > room() + 0.01 && segment.end - segment.start > 1 && wrap === 'words' && !keepWords) {
        const clusters = this.everyCluster(text.slice(segment.start, segment.end));
        if (clusters.length > 1) {
          for (const cluster of clusters)
            place({
              start: segment.start + cluster.start,
              end: segment.start + cluster.end,
              endsLine: false,
            });
          if (segment.endsLine) end();
          return;
        }
      }
      for (const part of parts) line.add(part);
      if (segment.endsLine) end();
    };
    for (const segment of segments) place(segment);
    if (!line.isEmpty || lines.length === 0) end();
    return lines;
  }

  private partsOf(
    text: string,
    items: readonly Item[],
    first: number,
    { start, end }: Segment,
  ): readonly Part[] {
    const parts: Part[] = [];
    for (let at = first; at < items.length; at++) {
      const item = items[at];
      if (!item || item.start >= end) break;
      const from = Math.max(start, item.start);
      const to = Math.min(end, item.end);
      const drawn = item.text.slice(from - item.start, to - item.start).replace(/\n$/, '');
      const isLast = to === end;
      const bare = isLast && !text.slice(from, to).endsWith('\u00a0') ? drawn.replace(/\s+$/, '') : drawn;
      const width = this.measure.width(item.face, drawn, item.style.size);
      const inked = bare === drawn ? width : this.measure.width(item.face, bare, item.style.size);
      if (drawn !== '') parts.push({ item, text: drawn, width, bare, inked, source: text.slice(from, to) });
    }
    return parts;
  }
}

function widest(width: number, line: Line): number {
  return Math.max(width, line.width);
}

/** A setter for the fonts of a shelf. */
export async function textSetter(shelf: FontShelf): Promise<TextSetter> {
  const { default: bidiFactory } = await import('bidi-js');
  return new TextSetter(shelf, bidiFactory(), await lineBreaker());
}
