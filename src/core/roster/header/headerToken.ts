import { type Column, COLUMNS } from './column.ts';

/** The token that the server finds in a header's label: what is in the first parentheses, else all of it (Kolibri protocol, 6.3). */
export function headerToken(label: string): string {
  const open = label.indexOf('(');
  if (open < 0) return label;
  const close = label.indexOf(')', open);
  return label.slice(open + 1, close < 0 ? undefined : close);
}

/** The column that a label names, if the server knows it. */
export function columnOf(label: string): Column | undefined {
  const token = headerToken(label);
  return COLUMNS.find((column) => column === token);
}
