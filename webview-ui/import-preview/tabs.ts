import { make } from './dom.ts';
import type { Query } from './protocol.ts';

type List = Query['list'];

/** The lists of the preview as tabs above one panel. */
export class Tabs {
  readonly element = make('div', 'tabs');
  readonly #onPick: (list: List) => void;
  readonly #buttons = new Map<List, HTMLButtonElement>();

  constructor(label: string, panelId: string, onPick: (list: List) => void) {
    this.#onPick = onPick;
    this.element.setAttribute('role', 'tablist');
    this.element.setAttribute('aria-label', label);
    for (const list of ['rows', 'classes', 'removals'] as const) {
      const button = make('button', 'tab');
      button.type = 'button';
      button.id = `tab-${list}`;
      button.setAttribute('role', 'tab');
      button.setAttribute('aria-controls', panelId);
      button.addEventListener('click', () => this.#onPick(list));
      this.#buttons.set(list, button);
    }
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
  }

  show(labels: Readonly<Partial<Record<List, string | undefined>>>, picked: List): void {
    const shown: HTMLButtonElement[] = [];
    for (const [list, button] of this.#buttons) {
      const label = labels[list];
      if (label === undefined) continue;
      if (button.textContent !== label) button.textContent = label;
      button.setAttribute('aria-selected', String(list === picked));
      button.tabIndex = list === picked ? 0 : -1;
      shown.push(button);
    }
    if (shown.length !== this.element.children.length) this.element.replaceChildren(...shown);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    const shown = [...this.element.children];
    const at = shown.findIndex((button) => button === document.activeElement);
    const step = event.key === 'ArrowRight' ? 1 : shown.length - 1;
    const target = shown[(at + step) % shown.length];
    for (const [list, button] of this.#buttons)
      if (button === target) {
        button.focus();
        this.#onPick(list);
      }
    event.preventDefault();
  }
}
