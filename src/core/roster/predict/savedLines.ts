import { BIRTH_YEAR, FULL_NAME, IDENTIFIER, USERNAME } from '../header/column.ts';
import { storedValue } from '../snapshot/isUnchanged.ts';
import type { Row } from '../check/row.ts';
import type { RowFinding } from '../check/rowFinding.ts';
import { SERVER_MESSAGES as SAYS, type ServerLine } from './serverReport.ts';

/** The fields in the order in which the server's model checks them. */
const FIELDS = ['username', 'full_name', 'birth_year', 'id_number'];

/** Adds what the server reports of a row that it saves all the same (Kolibri protocol, section 6.5 E). */
export function savedLines(
  row: Row,
  findings: readonly RowFinding[],
  facility: string,
  lines: ServerLine[],
): void {
  const name = row.value(FULL_NAME) || row.value(USERNAME);
  const added = findings.flatMap((finding): ServerLine[] => {
    const line = lineOf(finding, row);
    return line === undefined ? [] : [{ row: `"${name}"@"${facility}"`, ...line }];
  });
  added.sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field));
  lines.push(...added);
}

function lineOf({ code, data }: RowFinding, row: Row): Omit<ServerLine, 'row'> | undefined {
  if (code === 'username-over-30')
    return { field: 'username', value: row.value(USERNAME), message: SAYS.username30 };
  const length = Number(data['length']);
  if (code === 'full-name-over-120')
    return { field: 'full_name', value: row.value(FULL_NAME), message: SAYS.atMost(120, length) };
  if (code === 'identifier-grows') {
    return {
      field: 'id_number',
      value: storedValue(row.value(IDENTIFIER)),
      message: SAYS.atMost(64, length),
    };
  }
  const value = storedValue(row.value(BIRTH_YEAR));
  if (code === 'birth-year-over-3000') return { field: 'birth_year', value, message: SAYS.after3000(value) };
  if (code === 'birth-year-over-16-characters')
    return { field: 'birth_year', value, message: SAYS.atMost(16, length) };
  return undefined;
}
