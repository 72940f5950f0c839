import type { Line, RunStyle } from '../text/run.ts';
import type { TextSetter } from '../text/textSetter.ts';
import { drawLine } from './drawLine.ts';
import { BODY, CODE_SIZE, COLORS, PARAGRAPH_GAP } from './look.ts';
import type { PageFlow } from './pageFlow.ts';

const PADDING = 7;
const LEADING = CODE_SIZE * 1.42;
/** Space for the mark of a line that goes on. */
const HANG = 16;
/** Code that is lower than this part of a page is not split. */
const KEPT = 0.18;
/** So many lines at the end are not torn apart. */
const LAST = 3;
const STYLE: RunStyle = { ...BODY, size: CODE_SIZE, mono: true };
const MARK = { text: '↪', style: { ...STYLE, color: COLORS.muted } };

/** Draws code with its lines as they are. One that is too long goes on below, with a mark before it. */
export function drawCode(
  flow: PageFlow,
  setter: TextSetter,
  text: string,
  indent: number,
  width: number,
): void {
  const left = flow.frame.left + indent;
  const inner = width - 2 * PADDING - 3;
  const source = text.split('\n').map((line) => set(line.replace(/\r$/, '')));
  const height = source.reduce((sum, lines) => sum + lines.length, 0) * LEADING + PADDING;
  const [mark] = setter.set([MARK], { width: HANG, wrap: 'anywhere' }).lines;
  flow.gap(PARAGRAPH_GAP + 1);
  flow.decorated(
    [
      { x: left, width, color: COLORS.shade },
      { x: left, width: 2, color: COLORS.line },
    ],
    () => {
      flow.take(PADDING, height < flow.height * KEPT ? height : 2 * LEADING);
      source.forEach((lines, at) => draw(lines, source.length - at - 1));
      flow.take(Math.min(PADDING, Math.max(0, flow.room)));
    },
  );
  flow.gap(PARAGRAPH_GAP + 3);

  function set(line: string): readonly Line[] {
    const { lines } = setter.set([{ text: line, style: STYLE }], {
      width: inner,
      wrap: 'anywhere',
      hang: HANG,
    });
    return lines.length === 0 ? [{ pieces: [], width: 0 }] : lines;
  }

  /** `below` is how many lines of the source follow: the last ones stay together. */
  function draw(lines: readonly Line[], below: number): void {
    const x = left + PADDING + 3;
    lines.forEach((line, at) => {
      const keep =
        at > 0 || lines.length >= LAST * 2 ? 0 : lines.length - 1 + (below === LAST - 1 ? below : 0);
      const y = flow.take(LEADING, keep * LEADING);
      if (at > 0 && mark) drawLine(flow.canvas, mark, x, y, LEADING);
      drawLine(flow.canvas, line, at > 0 ? x + HANG : x, y, LEADING);
    });
  }
}
