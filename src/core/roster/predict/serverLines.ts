import {
  type Column,
  type ColumnIndex,
  COLUMNS,
  FULL_NAME,
  IDENTIFIER,
  PASSWORD,
  USERNAME,
} from '../header/column.ts';
import type { FindingCode } from '../findings/findingCode.ts';
import type { Row } from '../check/row.ts';
import type { RowFinding } from '../check/rowFinding.ts';
import { SERVER_MESSAGES as SAYS } from './serverReport.ts';

/** What the server says of a cell, and the number of the check that says it (Kolibri protocol, section 6.4). */
export type CheckLine = { readonly check: number; readonly column: ColumnIndex; readonly message: string };

const CHECK_OF: Partial<Record<FindingCode, number>> = {
  'username-duplicate': 1,
  'username-taken': 1,
  'user-there-already': 1,
  'username-held-by-deleted': 1,
  'database-id-invalid': 2,
  'full-name-too-long': 3,
  'birth-year-invalid': 4,
  'username-too-long': 5,
  'username-characters': 6,
  'password-too-long': 8,
  'password-missing': 9,
  'user-type-invalid': 10,
  'gender-invalid': 11,
  'identifier-too-long': 12,
};

/** The lines with which the server reports a finding of its reading (stage B); none if it reports nothing. */
export function serverLines({ code, column }: RowFinding, row: Row): readonly CheckLine[] {
  if (code === 'username-missing')
    return [
      { check: 1, column: USERNAME, message: SAYS.duplicated },
      { check: 7, column: USERNAME, message: SAYS.required('USERNAME') },
    ];
  if (code === 'cells-missing') return missingLines(row);
  if (column === undefined) return [];
  if (code === 'class-name-too-long')
    return [{ check: 5 + column, column, message: SAYS.tooLong('Class name') }];
  const check = CHECK_OF[code];
  return check === undefined ? [] : [{ check, column, message: messageOf(check, COLUMNS[column]) }];
}

function messageOf(check: number, column: Column): string {
  switch (check) {
    case 1:
      return SAYS.duplicated;
    case 2:
      return SAYS.invalidId;
    case 6:
      return SAYS.invalidUsername;
    case 9:
      return SAYS.passwordRequired;
    case 4:
    case 10:
    case 11:
      return SAYS.invalid(column);
    default:
      return SAYS.tooLong(column);
  }
}

/** A cell that is not there is too long and missing at once (section 6.6). */
function missingLines(row: Row): readonly CheckLine[] {
  const lines: CheckLine[] = [];
  if (row.lacks(FULL_NAME)) lines.push({ check: 3, column: FULL_NAME, message: SAYS.tooLong('FULL_NAME') });
  if (row.lacks(PASSWORD))
    lines.push(
      { check: 8, column: PASSWORD, message: SAYS.tooLong('PASSWORD') },
      { check: 9, column: PASSWORD, message: SAYS.passwordRequired },
    );
  if (row.lacks(IDENTIFIER))
    lines.push({ check: 12, column: IDENTIFIER, message: SAYS.tooLong('IDENTIFIER') });
  return lines;
}
