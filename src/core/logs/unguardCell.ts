/**
 * Takes off the server's guard against formulas in spreadsheets (Kolibri protocol, section 4.4): a value that begins with one of
 * `@ + - = | %` is written with a leading `'`, and each `|` in it as `\|`.
 */
export function unguardCell(cell: string): string {
  return /^'[@+\-=|%]/.test(cell) ? cell.slice(1).replaceAll('\\|', '|') : cell;
}
