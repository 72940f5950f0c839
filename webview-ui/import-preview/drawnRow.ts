import type { Column } from './cells.ts';
import { make } from './dom.ts';
import type { Item } from './protocol.ts';

/** A row of the grid as it is drawn; when it is out of sight, it is used for another one. */
export type DrawnRow = {
  readonly element: HTMLElement;
  readonly cells: readonly HTMLElement[];
  /** The item that it shows; null for one that is not there yet. */
  filledWith: Item | null | undefined;
  /** The column of the active cell; -1 if the row is not the active one. */
  activeColumn: number;
};

/** A row without anything in it. */
export function makeRow(columns: readonly Column[]): DrawnRow {
  const element = make('div', 'row');
  element.setAttribute('role', 'row');
  const cells = columns.map((column, index) => cellOf(column, index, 'gridcell'));
  element.append(...cells);
  return { element, cells, filledWith: undefined, activeColumn: -2 };
}

/** A cell of a column. */
export function cellOf(
  { key }: Column,
  index: number,
  role: 'gridcell' | 'columnheader',
  text = '',
): HTMLElement {
  const cell = make('div', `cell col-${key}`, ...(text === '' ? [] : [text]));
  cell.setAttribute('role', role);
  cell.setAttribute('aria-colindex', String(index + 1));
  return cell;
}

/** Marks the active row, and its active cell as the one tab stop; -1 for a row that is not the active one. */
export function setActive(row: DrawnRow, column: number): void {
  if (row.activeColumn === column) return;
  row.activeColumn = column;
  row.element.classList.toggle('active', column >= 0);
  row.element.setAttribute('aria-selected', String(column >= 0));
  for (const [index, cell] of row.cells.entries()) cell.tabIndex = index === column ? 0 : -1;
}

/** Shows an item in a row, or that it is not there yet. */
export function fillRow(row: DrawnRow, columns: readonly Column[], item: Item | undefined): void {
  row.filledWith = item ?? null;
  row.element.setAttribute('aria-busy', String(item === undefined));
  for (const [index, cell] of row.cells.entries()) {
    if (item === undefined) cell.textContent = index === 0 ? '…' : '';
    else columns[index]?.fill(cell, item);
    cell.classList.toggle('blank', cell.childNodes.length === 0);
  }
}
