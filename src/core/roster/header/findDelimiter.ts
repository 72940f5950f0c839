import { columnOf } from './headerToken.ts';
import { guessColumn } from './guessColumn.ts';

/** What spreadsheets put between cells where they do not put a comma. */
const DELIMITERS = [';', '\t', '|'] as const;
/** With so many labels a line is taken for a header. */
const ENOUGH_LABELS = 3;

/** The character that separates the labels of a header line, if it is another than the comma. */
export function findDelimiter(line: string): ';' | '\t' | '|' | undefined {
  return DELIMITERS.find((delimiter) => {
    const labels = line.split(delimiter).map((label) => label.replace(/^"|"$/g, ''));
    return (
      labels.filter((label) => (columnOf(label) ?? guessColumn(label)) !== undefined).length >= ENOUGH_LABELS
    );
  });
}
