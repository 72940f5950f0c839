import { PASSWORD } from '../../header/column.ts';
import { dataRows } from '../../dataRows.ts';
import type { RunSource } from '../steps/performStep.ts';

/** The passwords and rows of a users file, read from it when they are needed and kept nowhere else. */
export function runSourceOf(text: string): RunSource {
  const passwords: string[] = [];
  for (const { row, number } of dataRows(text)) passwords[number] = row.value(PASSWORD);
  return {
    password: (row) => passwords[row] ?? '',
    csvOf: (rows) => csvOf(text, new Set(rows)),
  };
}

function csvOf(text: string, wanted: ReadonlySet<number>): string {
  let header: string | undefined;
  const records: string[] = [];
  for (const { row, number, at } of dataRows(text)) {
    header ??= text.slice(0, at + row.start);
    if (wanted.has(number)) records.push(text.slice(at + row.start, at + row.end));
  }
  return `${(header ?? '').trimEnd()}\r\n${records.map((record) => `${record}\r\n`).join('')}`;
}
