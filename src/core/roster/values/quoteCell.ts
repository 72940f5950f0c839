/** Writes a value as a cell: in quotes only if it has to be, or if it was. */
export function quoteCell(value: string, wasQuoted = false): string {
  return wasQuoted || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
