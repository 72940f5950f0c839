const GUARDED = /^'[@+\-=|%]/;

/** True for a value with the apostrophe that an export puts before what a spreadsheet takes for a formula (Kolibri protocol, section 5). */
export function isGuarded(value: string): boolean {
  return GUARDED.test(value);
}

/** True if a cell holds what an export writes for a stored value: the value itself, or with the apostrophe before it. */
export function isExportOf(cell: string, stored: string): boolean {
  return cell === stored || (isGuarded(cell) && cell.slice(1) === stored);
}
