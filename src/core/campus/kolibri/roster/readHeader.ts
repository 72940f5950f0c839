import { word } from '../../../kolibriWords/words.ts';
import { COLUMNS, isColumn, type Column } from './columns.ts';
import { CsvFailure, readCsv } from './pythonCsv.ts';
import { PythonFailure } from './pythonFailure.ts';

/** Where each column is; or what is wrong with the file as a whole. */
export type Header =
  | { readonly labels: readonly string[]; readonly labelOf: ReadonlyMap<Column, string> }
  | { readonly errors: readonly string[] };

/** Stage A: the first record as a header (Kolibri protocol, section 6.3). Some headers crash the job: a PythonFailure. */
export function readHeader(text: string, locale: string): Header {
  const labels = firstRecord(text);
  const tokens = new Map<string, string>();
  for (const label of labels) tokens.set(tokenOf(label), label);
  const known = [...tokens].flatMap(([token, label]) => (isColumn(token) ? [[token, label] as const] : []));
  const incorrect = word(locale, 'invalidHeader');
  if (known.length < tokens.size) return { errors: known.length > 0 ? [incorrect, incorrect] : [incorrect] };
  const labelOf = new Map(known);
  const missing = COLUMNS.filter((column) => !labelOf.has(column));
  if (missing.length > 0) return { errors: missing.map((column) => word(locale, 'requiredColumn', column)) };
  return { labels, labelOf };
}

function firstRecord(text: string): readonly string[] {
  try {
    for (const record of readCsv(text)) return record;
  } catch (error) {
    if (error instanceof CsvFailure) throw new PythonFailure('Error', error.message, '_csv.');
    throw error;
  }
  throw new PythonFailure('StopIteration', '');
}

/** The text between the first parentheses, or the label itself. */
function tokenOf(label: string): string {
  const open = label.indexOf('(');
  if (open < 0) return label;
  const close = label.indexOf(')', open);
  return label.slice(open + 1, close < 0 ? undefined : close);
}
