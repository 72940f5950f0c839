import { COLUMNS, type Column, type RosterRow } from './columns.ts';
import { readCsv } from './pythonCsv.ts';

/** The records below the header, one by one, as Python's DictReader reads them: blank lines are nothing, surplus cells neither. */
export function* readRows(
  text: string,
  labels: readonly string[],
  labelOf: ReadonlyMap<Column, string>,
): Generator<RosterRow> {
  // Of two columns with one label the last counts.
  const places = COLUMNS.map((column) => [column, labels.lastIndexOf(labelOf.get(column) ?? '')] as const);
  let first = true;
  for (const record of readCsv(text)) {
    const isHeader = first;
    first = false;
    if (isHeader || record.length === 0) continue;
    const row: Partial<Record<Column, string | undefined>> = {};
    for (const [column, at] of places) row[column] = record[at];
    yield {
      UUID: row.UUID,
      USERNAME: row.USERNAME,
      PASSWORD: row.PASSWORD,
      FULL_NAME: row.FULL_NAME,
      USER_TYPE: row.USER_TYPE,
      IDENTIFIER: row.IDENTIFIER,
      BIRTH_YEAR: row.BIRTH_YEAR,
      GENDER: row.GENDER,
      ENROLLED_IN: row.ENROLLED_IN,
      ASSIGNED_TO: row.ASSIGNED_TO,
    };
  }
}
