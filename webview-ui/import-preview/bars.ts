import { BarView } from './barView.ts';
import type { Pressed } from './buttons.ts';
import { filled, make } from './dom.ts';
import type { Bar, Strings } from './protocol.ts';

/** From this width on two bars stand one below the other, in CSS pixels; a narrower view needs its lines for the rows. */
const WIDE = 780;
const WEIGHTS: Readonly<Record<Bar['severity'], number>> = { progress: 0, error: 1, warning: 2, info: 3 };

/** The bars between the summary and the rows: as many as there is room for, the gravest first. A button unfolds all of them in full. */
export class Bars {
  readonly element = make('div', 'bars');
  readonly #list = make('div', 'barList');
  readonly #toggle = make('button', 'more');
  readonly #strings: Strings;
  readonly #pressed: Pressed;
  readonly #views: BarView[] = [];
  #isOpen = false;

  constructor(strings: Strings, pressed: Pressed) {
    this.#strings = strings;
    this.#pressed = pressed;
    this.#toggle.type = 'button';
    this.#toggle.addEventListener('click', () => {
      this.#isOpen = !this.#isOpen;
      this.#lay();
    });
    this.#list.setAttribute('role', 'group');
    this.#list.setAttribute('aria-label', strings.bars);
    this.element.append(this.#list, this.#toggle);
    this.element.hidden = true;
    new ResizeObserver(() => this.#lay()).observe(this.element);
  }

  show(bars: readonly Bar[]): void {
    const sorted = [...bars].sort((a, b) => WEIGHTS[a.severity] - WEIGHTS[b.severity]);
    this.element.hidden = sorted.length === 0;
    while (this.#views.length < sorted.length) {
      const view = new BarView(this.#pressed);
      this.#views.push(view);
      this.#list.append(view.element);
    }
    // Nothing of a bar that is gone stays behind.
    for (const { element } of this.#views.splice(sorted.length)) element.remove();
    for (const [index, bar] of sorted.entries()) this.#views[index]?.show(bar);
    this.#lay();
  }

  #lay(): void {
    const room = (this.element.parentElement?.clientWidth ?? 0) > WIDE ? 2 : 1;
    const isOpen = this.#isOpen;
    this.element.classList.toggle('open', isOpen);
    // Unfolded it may be higher than there is room for: then it is scrolled, by keyboard too.
    if (isOpen) this.#list.tabIndex = 0;
    else this.#list.removeAttribute('tabindex');
    for (const [index, { element }] of this.#views.entries()) element.hidden = !isOpen && index >= room;
    const more = isOpen ? 0 : Math.max(0, this.#views.length - room);
    const isClipped = this.#views.some(({ element, isClipped }) => !element.hidden && isClipped);
    this.#toggle.hidden = !isOpen && more === 0 && !isClipped;
    this.#toggle.setAttribute('aria-expanded', String(isOpen));
    const { moreBars, wholeBar, lessBars } = this.#strings;
    const label = isOpen ? lessBars : more > 0 ? filled(moreBars, String(more)) : wholeBar;
    if (this.#toggle.textContent !== label) this.#toggle.textContent = label;
  }
}
