/** One record as Python's csv module writes it: quotes where they must be, CRLF (Kolibri protocol, section 4.4). */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  // Python quotes a record that would otherwise be a blank line.
  return quoted.length === 1 && quoted[0] === '' ? '""\r\n' : `${quoted.join(',')}\r\n`;
}

/** The server's guard against formulas in a spreadsheet: a leading `'`, and each `|` with a backslash. */
export function guarded(value: string): string {
  return /^[@+\-=|%]/.test(value) && !/^-?[0-9,.]+$/.test(value) ? `'${value.replaceAll('|', '\\|')}` : value;
}

/** A whole file: byte order mark and records. */
export function csvFile(records: Iterable<readonly string[]>): string {
  let text = '\ufeff';
  for (const record of records) text += csvLine(record);
  return text;
}
