import { say } from '../../scripts/say.ts';

/** Cuts a number to as many decimals as it is worth reading. */
export function rounded(value: number, decimals = 2): number {
  return Number(value.toFixed(decimals));
}

/** Prints rows under a heading in aligned columns: the first to the left, the others, which hold numbers, to the right. */
export function printTable(
  heading: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const cells = [heading, ...rows.map((row) => row.map(String))];
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of cells) {
    const line = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    say(line.join('  '));
  }
}

/** Prints the figures of a bench as one flat JSON object: its last line, for programs. */
export function printFigures(figures: Readonly<Record<string, number>>): void {
  say(JSON.stringify(figures));
}
