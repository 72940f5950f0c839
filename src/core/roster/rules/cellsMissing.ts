import {
  ASSIGNED_TO,
  BIRTH_YEAR,
  COLUMN_INDEXES,
  COLUMNS,
  ENROLLED_IN,
  FULL_NAME,
  GENDER,
  IDENTIFIER,
  PASSWORD,
  USERNAME,
  USER_TYPE,
  UUID,
} from '../header/column.ts';
import type { RowRule } from '../check/rowRule.ts';

/**
 * A row with fewer cells than the header: what happens depends on which are missing (Kolibri protocol, section 6.6). The server fails
 * on the first three kinds, rejects the row for FULL_NAME, PASSWORD and IDENTIFIER, and does without the class columns.
 */
export const cellsMissing: RowRule = (row, report) => {
  let missing = false;
  for (const column of COLUMN_INDEXES) missing ||= row.lacks(column);
  if (!missing) return;
  const data = {
    cells: row.cells,
    columns: COLUMN_INDEXES.filter((column) => row.lacks(column))
      .map((column) => COLUMNS[column])
      .join(', '),
  };
  const fails = (column: Parameters<typeof report.cell>[1], exception: string): void =>
    report.cell('cells-missing', column, { ...data, exception });
  if (row.lacks(USERNAME)) fails(USERNAME, 'AttributeError');
  else if (row.lacks(USER_TYPE)) fails(USER_TYPE, 'IndexError');
  else if (row.lacks(GENDER)) fails(GENDER, 'IndexError');
  else if (row.lacks(FULL_NAME) || row.lacks(PASSWORD) || row.lacks(IDENTIFIER))
    fails(row.lacks(FULL_NAME) ? FULL_NAME : row.lacks(PASSWORD) ? PASSWORD : IDENTIFIER, '');
  else if (row.lacks(BIRTH_YEAR))
    report.cell('birth-year-cell-missing', BIRTH_YEAR, { ...data, exception: 'AttributeError' });
  else if (row.lacks(UUID)) report.cell('database-id-form', UUID, { ...data, value: '' });
  else report.cell('class-cells-missing', row.lacks(ENROLLED_IN) ? ENROLLED_IN : ASSIGNED_TO, data);
};
