import { becomingElement, changeElement, remarkLabel } from './cells.ts';
import { make } from './dom.ts';
import type { Item, Strings } from './protocol.ts';

/** The active row in full, below the grid, where cells have no room for everything. */
export class Details {
  readonly element = make('div', 'details');
  readonly #strings: Strings;
  #shown: Item | undefined;

  constructor(strings: Strings) {
    this.#strings = strings;
    this.element.setAttribute('role', 'region');
    this.element.setAttribute('aria-label', strings.details);
    this.element.hidden = true;
  }

  show(item: Item | undefined): void {
    if (item === this.#shown) return;
    this.#shown = item;
    const changes =
      item?.kind === 'row' ? [...item.classes, ...item.others].filter(({ sign }) => sign !== '') : [];
    const { columns } = this.#strings;
    const becoming =
      item?.kind === 'row'
        ? ([
            [columns.user, item.username],
            [columns.fullName, item.fullName],
            [columns.type, item.userType],
          ] as const)
        : [];
    const changed = becoming.filter(([, { old }]) => old !== undefined);
    const remarks = item?.kind === 'row' ? item.remarks : [];
    this.element.hidden = item === undefined || changes.length + changed.length + remarks.length === 0;
    this.element.removeAttribute('tabindex');
    if (item?.kind !== 'row') return;
    const title = make(
      'div',
      'title',
      make('strong', '', item.fullName.now || item.username.now),
      ` · ${item.effect}`,
    );
    const list = make(
      'div',
      'changes',
      ...changed.map(([label, value]) => becomingElement(label, value, this.#strings)),
      ...changes.map(changeElement),
    );
    this.element.replaceChildren(
      title,
      ...(list.childElementCount > 0 ? [list] : []),
      ...remarks.map((remark) =>
        make(
          'div',
          'remark',
          make('span', `icon ${remark.severity}`),
          make('span', 'unseen', `${remarkLabel(remark, this.#strings)}: `),
          remark.text,
        ),
      ),
    );
    // What does not fit is scrolled, by keyboard too.
    if (this.element.scrollHeight > this.element.clientHeight) this.element.tabIndex = 0;
  }
}
