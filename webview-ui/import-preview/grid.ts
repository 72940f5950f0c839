import { type Column, columnsOf } from './cells.ts';
import { make } from './dom.ts';
import { cellOf, type DrawnRow, fillRow, makeRow, setActive } from './drawnRow.ts';
import { fullText } from './fullText.ts';
import { gridStep } from './gridStep.ts';
import type { Items } from './items.ts';
import type { Query, Strings } from './protocol.ts';

/** Rows drawn beyond the edges, so that scrolling does not show blank ones. */
const MARGIN = 8;

export type GridEvents = {
  /** The row that keyboard or mouse are on is another one. */
  readonly onActive: (place: number) => void;
  /** Enter, or a double click. */
  readonly onOpen: (place: number) => void;
};

/**
 * A table of as many rows as there may be, of which only those in sight are drawn. Keyboard and screen readers find a grid: one tab stop,
 * which is the active cell, and every key of the pattern.
 */
export class Grid {
  readonly element = make('div', 'grid');
  readonly #head = make('div', 'row head');
  readonly #body = make('div', 'body');
  readonly #items: Items;
  readonly #strings: Strings;
  readonly #events: GridEvents;
  readonly #drawn = new Map<number, DrawnRow>();
  readonly #spare: DrawnRow[] = [];
  #columns: readonly Column[] = [];
  #place = 0;
  #column = 0;
  #frame = 0;
  #height = 0;
  /** Whether the focus is here, or was until its cell was left out. */
  #hasFocus = false;
  /** Whether the active row holds something else than when it was last looked at. */
  #isRefilled = false;

  constructor(items: Items, strings: Strings, events: GridEvents) {
    this.#items = items;
    this.#strings = strings;
    this.#events = events;
    const { element } = this;
    element.setAttribute('role', 'grid');
    const headGroup = make('div', 'headGroup', this.#head);
    headGroup.setAttribute('role', 'rowgroup');
    this.#head.setAttribute('role', 'row');
    this.#head.setAttribute('aria-rowindex', '1');
    this.#body.setAttribute('role', 'rowgroup');
    element.append(headGroup, this.#body);
    element.addEventListener('scroll', () => this.draw(), { passive: true });
    element.addEventListener('keydown', (event) => this.#onKey(event));
    element.addEventListener('mousedown', (event) => this.#onMouse(event));
    element.addEventListener('mouseover', ({ target }) => this.#onHover(target));
    element.addEventListener('dblclick', () => this.#events.onOpen(this.#place));
    element.addEventListener('focusin', () => (this.#hasFocus = true));
    element.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget !== null) this.#hasFocus = false;
    });
    new ResizeObserver(() => this.#measure()).observe(element);
  }

  /** The active row. */
  get place(): number {
    return this.#place;
  }

  /** Shows another list from its top. */
  setList(list: Query['list'], label: string): void {
    this.#columns = columnsOf(list, this.#strings);
    this.element.dataset['list'] = list;
    this.element.setAttribute('aria-label', label);
    this.element.setAttribute('aria-colcount', String(this.#columns.length));
    this.#head.replaceChildren(
      ...this.#columns.map((column, index) => cellOf(column, index, 'columnheader', column.label)),
    );
    for (const { element } of this.#drawn.values()) element.remove();
    this.#drawn.clear();
    this.#spare.length = 0;
    this.#column = Math.min(this.#column, this.#columns.length - 1);
    this.#place = 0;
    this.element.scrollTop = 0;
    this.#measure();
  }

  /** There are other items, or another number of them. `place` is where the active row is now. */
  reload(place: number): void {
    const hadFocus = this.element.contains(document.activeElement);
    const { total } = this.#items;
    this.element.setAttribute('aria-rowcount', String(total + 1));
    this.#place = Math.max(0, Math.min(place, total - 1));
    this.#size();
    for (const row of this.#drawn.values()) row.filledWith = undefined;
    this.#drawNow();
    this.#stayInSight();
    if (hadFocus && total > 0) this.#focusCell();
  }

  /** Draws what is in sight with the next frame. */
  draw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#drawNow();
      if (this.#isRefilled) this.#stayInSight();
    });
  }

  /** Moves to a row and shows it, in the middle if it was not in sight. */
  show(place: number): void {
    this.#place = place;
    const top = place * this.#height;
    const room = this.element.clientHeight - this.#headHeight;
    const { scrollTop } = this.element;
    if (top < scrollTop || top + this.#height > scrollTop + room)
      this.element.scrollTop = Math.max(0, top - (room - this.#height) / 2);
    this.#drawNow();
  }

  focus(): void {
    this.#focusCell();
  }

  get #headHeight(): number {
    return this.#head.offsetHeight;
  }

  /** How high a row is depends on the font and on how wide the view is: see columns.css. */
  #measure(): void {
    const probe = make('div', 'row probe');
    this.#body.append(probe);
    const height = probe.getBoundingClientRect().height;
    probe.remove();
    const first = this.#height === 0 ? 0 : this.element.scrollTop / this.#height;
    if (height !== this.#height) {
      this.#height = height;
      this.#size();
      this.element.scrollTop = first * height;
      for (const [place, { element }] of this.#drawn) element.style.transform = this.#shift(place);
    }
    this.#drawNow();
    this.#stayInSight();
  }

  /** The active cell is the way in: when a narrower view leaves it out, or it is empty now in a card, the one beside it becomes that. */
  #stayInSight(): void {
    this.#isRefilled = false;
    const seen = this.#seenColumn(this.#place, this.#column, false);
    if (seen === this.#column) return;
    this.#column = seen;
    this.#drawNow();
    if (this.#hasFocus) this.#focusCell();
  }

  #shift(place: number): string {
    return `translateY(${place * this.#height}px)`;
  }

  #size(): void {
    this.#body.style.height = `${this.#items.total * this.#height}px`;
  }

  #drawNow(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { total } = this.#items;
    if (this.#height === 0 || this.#columns.length === 0) return;
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / this.#height) - MARGIN);
    const last = Math.min(total - 1, Math.ceil((scrollTop + clientHeight) / this.#height) + MARGIN);
    if (total > 0) this.#items.want(first, last);
    for (const [place, row] of this.#drawn) {
      if (place < total && ((place >= first && place <= last) || place === this.#place)) continue;
      this.#drawn.delete(place);
      this.#spare.push(row);
    }
    for (let place = first; place <= last; place++) this.#drawRow(place);
    // The active row stays, wherever it is: it holds the focus.
    if (this.#place < total) this.#drawRow(this.#place);
    for (const { element } of this.#spare) if (element.isConnected) element.remove();
  }

  #drawRow(place: number): void {
    const row = this.#drawn.get(place) ?? this.#take(place);
    const item = this.#items.at(place);
    const isActive = place === this.#place;
    setActive(row, isActive ? this.#column : -1);
    if (item !== undefined && row.filledWith === item) return;
    if (item === undefined && row.filledWith === null) return;
    this.#isRefilled ||= isActive;
    fillRow(row, this.#columns, item);
  }

  #take(place: number): DrawnRow {
    const row = this.#spare.pop() ?? makeRow(this.#columns);
    row.filledWith = undefined;
    row.element.setAttribute('aria-rowindex', String(place + 2));
    row.element.style.transform = this.#shift(place);
    row.element.dataset['place'] = String(place);
    if (!row.element.isConnected) this.#body.append(row.element);
    this.#drawn.set(place, row);
    return row;
  }

  #focusCell(): void {
    const cell = this.#drawn.get(this.#place)?.cells[this.#column];
    cell?.focus({ preventScroll: true });
    // Up and down it is in sight already; sideways it may not be.
    if (cell !== undefined && this.element.scrollWidth > this.element.clientWidth)
      cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /**
   * The column to be in when `column` is wanted: a narrow view leaves columns out, and a card its empty cells. `forward` is where to look on
   * from there.
   */
  #seenColumn(place: number, column: number, forward: boolean): number {
    const cells = this.#drawn.get(place)?.cells ?? [];
    const isSeen = (at: number): boolean => (cells[at]?.offsetWidth ?? 0) > 0;
    const step = forward ? 1 : -1;
    for (let at = column; at >= 0 && at < cells.length; at += step) if (isSeen(at)) return at;
    for (let at = column; at >= 0 && at < cells.length; at -= step) if (isSeen(at)) return at;
    return column;
  }

  #move(place: number, column: number): void {
    const { total } = this.#items;
    if (total === 0) return;
    const before = this.#place;
    const wanted = Math.max(0, Math.min(column, this.#columns.length - 1));
    const isForward = wanted > this.#column || wanted === 0;
    this.#place = Math.max(0, Math.min(place, total - 1));
    this.#reveal();
    this.#drawNow();
    this.#column = this.#seenColumn(this.#place, wanted, isForward);
    this.#drawNow();
    this.#focusCell();
    if (this.#place !== before) this.#events.onActive(this.#place);
  }

  #reveal(): void {
    const { element } = this;
    const top = this.#place * this.#height;
    const room = element.clientHeight - this.#headHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + this.#height > element.scrollTop + room) element.scrollTop = top + this.#height - room;
  }

  #onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((this.element.clientHeight - this.#headHeight) / this.#height) - 1);
    const target = gridStep(event, {
      place: this.#place,
      column: this.#column,
      page,
      lastPlace: this.#items.total - 1,
      lastColumn: this.#columns.length - 1,
    });
    if (target !== undefined) this.#move(...target);
    else if (event.key === 'Enter' || event.key === ' ') this.#events.onOpen(this.#place);
    else return;
    event.preventDefault();
  }

  /** What does not fit can be read by holding the pointer over it. */
  #onHover(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.cell') : null;
    if (cell !== null) cell.title = fullText(cell);
  }

  #onMouse(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest('.cell') : null;
    const row = target?.closest<HTMLElement>('.row[data-place]');
    if (!row || target === null || event.button !== 0) return;
    const place = Number(row.dataset['place']);
    const column = [...row.children].indexOf(target);
    event.preventDefault();
    this.#move(place, column);
  }
}
