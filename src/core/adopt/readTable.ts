import { columnName, csvKinds, type CsvKind } from './csvKind.ts';

/** How a table begins: the kinds that its header allows, and the assignments that its first rows name. */
export type TableStart = {
  readonly kinds: readonly CsvKind[];
  readonly assignments: readonly string[];
  /** Courses that they name, where there is such a column. */
  readonly courses: readonly string[];
  /** False: the header goes on behind the bytes that were seen. */
  readonly complete: boolean;
  /** Whether it has columns and rows: some delimiter parts every row that was seen whole into as many cells as the header. */
  readonly isTable: boolean;
};

const DELIMITERS = [',', ';', '\t', '|'] as const;
const ROWS = 500;
const LONGEST_NAME = 300;

/**
 * Reads the first rows of a CSV in its first bytes, whatever its delimiter, line ends and byte order mark.
 *
 * @param whole whether `head` is all of the file
 */
export async function readTable(head: Buffer, whole: boolean): Promise<TableStart> {
  const { parse } = await import('csv-parse/sync');
  let start: TableStart = { kinds: [], assignments: [], courses: [], complete: false, isTable: false };
  for (const delimiter of DELIMITERS) {
    const rows: string[][] = parse(head, {
      delimiter,
      bom: true,
      to: ROWS,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // The last row of what was seen may break off within quotes.
      skip_records_with_error: true,
    });
    const [header, ...data] = rows;
    const complete = header !== undefined && (whole || data.length > 0);
    const kinds = complete ? csvKinds(header) : [];
    const isTable = header !== undefined && isEven(header, data, whole);
    if (kinds.length > 0) {
      const names = (...columns: string[]): readonly string[] => namesIn(columns, header ?? [], data);
      return {
        kinds,
        complete,
        isTable,
        assignments: names('assignmentname'),
        courses: names('coursename', 'course'),
      };
    }
    start = { ...start, complete: start.complete || complete, isTable: start.isTable || isTable };
  }
  return start;
}

/** The last row of what was seen may break off. */
function isEven(header: readonly string[], data: readonly (readonly string[])[], whole: boolean): boolean {
  const rows = whole || data.length >= ROWS - 1 ? data : data.slice(0, -1);
  return header.length > 1 && rows.length > 0 && rows.every((row) => row.length === header.length);
}

function namesIn(
  columns: readonly string[],
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const at = header.findIndex((name) => columns.includes(columnName(name)));
  if (at < 0) return [];
  const names = rows.map((row) => (row[at] ?? '').trim());
  return [...new Set(names)].filter((name) => name !== '' && name.length <= LONGEST_NAME);
}
