import { type Column, COLUMNS } from './column.ts';
import { HEADER_LABELS } from './headerLabels.ts';

let byLabel: Map<string, Column> | undefined;

/**
 * Which column a label that the server does not know was meant to be: a token in another case, with spaces or without its
 * parentheses, or the label of an export in any language without its token.
 */
export function guessColumn(label: string): Column | undefined {
  const parts = [label, ...Array.from(label.matchAll(/\(([^()]*)\)?/g), (match) => match[1] ?? '')];
  for (const part of parts) {
    const token = part
      .replace(/[\p{Cf}\0]/gu, '')
      .trim()
      .replace(/[\s-]+/g, '_')
      .toUpperCase();
    const column = COLUMNS.find((name) => name === token);
    if (column !== undefined) return column;
  }
  byLabel ??= labelled();
  return byLabel.get(plainLabel(label));
}

function labelled(): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const labels of Object.values(HEADER_LABELS)) {
    labels.split('|').forEach((label, index) => {
      const column = COLUMNS[index];
      const key = plainLabel(label);
      if (column !== undefined && !columns.has(key)) columns.set(key, column);
    });
  }
  return columns;
}

function plainLabel(label: string): string {
  return label
    .replace(/[\p{Cf}\0]/gu, '')
    .replace(/\(.*$/, '')
    .trim()
    .toLowerCase();
}
