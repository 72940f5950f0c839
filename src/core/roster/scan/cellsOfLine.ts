/** A cell of one line: its offsets in the line, quotes included, and its text without them. */
export type LineCell = { readonly start: number; readonly end: number; readonly text: string };

/** The cells of a line of a file with commas, or another delimiter, between them. For a line by itself: a quoted cell with a line break in it ends at the break. */
export function cellsOfLine(line: string, delimiter = ','): readonly LineCell[] {
  const cells: LineCell[] = [];
  let start = 0;
  let inQuotes = false;
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '"') inQuotes = !inQuotes;
    if (at < line.length && (inQuotes || line[at] !== delimiter)) continue;
    const raw = line.slice(start, at);
    const isQuoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
    cells.push({ start, end: at, text: isQuoted ? raw.slice(1, -1).replaceAll('""', '"') : raw });
    start = at + 1;
  }
  return cells;
}
