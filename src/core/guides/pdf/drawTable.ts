import type { Alignment, Block, Inline } from '../markdown/block.ts';
import type { Line, Run } from '../text/run.ts';
import type { TextSetter } from '../text/textSetter.ts';
import { columnWidths } from './columnWidths.ts';
import { drawLine } from './drawLine.ts';
import { BODY, COLORS, LINE_HEIGHT } from './look.ts';
import type { PageFlow } from './pageFlow.ts';
import { runsOf } from './runsOf.ts';

type Table = Extract<Block, { kind: 'table' }>;

const SIZE = 9.5;
const LEADING = SIZE * LINE_HEIGHT;
const PADDING = { x: 6, y: 4 } as const;

type Cell = { readonly lines: readonly Line[]; readonly alignment: Alignment };

/**
 * Draws a table with its head again on each page. A row stays whole unless it is higher than a page. `indent` from the left edge
 * of the frame, in points.
 */
export function drawTable(
  flow: PageFlow,
  setter: TextSetter,
  table: Table,
  indent: number,
  room: number,
  describe: (inlines: readonly Inline[]) => readonly Run[],
): void {
  const style = { ...BODY, size: SIZE };
  const columns = Math.max(table.head.length, 1);
  const runs = (cell: readonly Inline[], bold: boolean): readonly Run[] => [
    ...runsOf(cell, { ...style, bold }),
    ...describe(cell),
  ];
  const head = table.head.map((cell) => runs(cell, true));
  const body = table.rows.map((row) =>
    Array.from({ length: columns }, (_, at) => runs(row[at] ?? [], false)),
  );
  const needs = Array.from({ length: columns }, (_, at) => {
    const extents = [head, ...body].map((row) => setter.extent(row[at] ?? []));
    return {
      word: Math.max(...extents.map(({ word }) => word)) + 2 * PADDING.x + 1,
      line: Math.max(...extents.map(({ line }) => line)) + 2 * PADDING.x + 1,
    };
  });
  const widths = columnWidths(needs, room);
  const left = flow.frame.left + indent;
  const total = widths.reduce((sum, width) => sum + width, 0);

  const cellsOf = (row: readonly (readonly Run[])[]): readonly Cell[] =>
    row.map((cell, at) => {
      const { lines, rightToLeft } = setter.set(cell, {
        width: (widths[at] ?? 0) - 2 * PADDING.x,
        wrap: 'words',
      });
      const alignment = table.alignments[at] ?? 'left';
      return { lines, alignment: rightToLeft && alignment === 'left' ? 'right' : alignment };
    });
  const heightOf = (lines: number): number => Math.max(1, lines) * LEADING + 2 * PADDING.y;
  const linesIn = (cells: readonly Cell[]): number => Math.max(...cells.map(({ lines }) => lines.length), 1);

  const drawRow = (cells: readonly Cell[], from: number, count: number, y: number, isHead: boolean): void => {
    const height = heightOf(count);
    if (isHead) flow.canvas.fill({ x: left, y, width: total, height }, COLORS.shade);
    flow.canvas.fill({ x: left, y: y + height - 0.5, width: total, height: isHead ? 1 : 0.5 }, COLORS.line);
    let x = left;
    cells.forEach(({ lines, alignment }, at) => {
      const width = (widths[at] ?? 0) - 2 * PADDING.x;
      lines.slice(from, from + count).forEach((line, row) => {
        const spare = width - line.width;
        const offset = alignment === 'right' ? spare : alignment === 'center' ? spare / 2 : 0;
        drawLine(flow.canvas, line, x + PADDING.x + offset, y + PADDING.y + row * LEADING, LEADING);
      });
      x += widths[at] ?? 0;
    });
  };

  const headCells = cellsOf(head);
  const headLines = linesIn(headCells);
  const headHeight = heightOf(headLines);
  const firstRow = body[0] ? Math.min(heightOf(linesIn(cellsOf(body[0]))), flow.height / 2) : 0;
  const drawHead = (keep: number): void =>
    drawRow(headCells, 0, headLines, flow.take(headHeight, keep), true);

  drawHead(firstRow);
  for (const row of body) {
    const cells = cellsOf(row);
    const count = linesIn(cells);
    if (heightOf(count) > flow.room && heightOf(count) <= flow.height - headHeight) {
      flow.newPage();
      drawHead(0);
    }
    for (let from = 0; from < count;) {
      if (flow.room < heightOf(1)) {
        flow.newPage();
        drawHead(0);
      }
      const fitting = Math.max(1, Math.floor((flow.room - 2 * PADDING.y) / LEADING));
      const taken = Math.min(count - from, fitting);
      drawRow(cells, from, taken, flow.take(heightOf(taken)), false);
      from += taken;
    }
  }
}
