import { cellsOfLine } from '../scan/cellsOfLine.ts';
import { type Column } from './column.ts';
import { guessColumn } from './guessColumn.ts';
import { columnOf } from './headerToken.ts';

/** With so many tokens a line is taken for the header of a users file; further down, where a title may stand above it, with more. */
const ENOUGH_TOKENS = 3;
const ENOUGH_BELOW = 5;
/** With so many labels that were probably meant for columns, the name of the user among them. */
const ENOUGH_GUESSES = 5;
const SEARCH_LINES = 20;

/** True if a text begins like a users file for Kolibri, be its delimiter or its labels wrong. `text` may be cut off. */
export function looksLikeRoster(text: string): boolean {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/, SEARCH_LINES);
  return lines.some((line, number) =>
    [',', ';', '\t', '|'].some((delimiter) => {
      const labels = cellsOfLine(line, delimiter).map((cell) => cell.text);
      const tokens = distinct(labels.map(columnOf));
      if (tokens.size >= (number === 0 ? ENOUGH_TOKENS : ENOUGH_BELOW)) return true;
      const guesses = distinct(labels.map(guessColumn));
      return guesses.size >= ENOUGH_GUESSES && guesses.has('USERNAME');
    }),
  );
}

function distinct(columns: readonly (Column | undefined)[]): ReadonlySet<Column> {
  return new Set(columns.flatMap((column) => column ?? []));
}
