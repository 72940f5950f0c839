import { Buttons, type Pressed } from './buttons.ts';
import { make } from './dom.ts';
import type { Bar } from './protocol.ts';
import { ring } from './ring.ts';

/** One thing that is under way, is old, or failed: a line of text, and what can be done about it. */
export class BarView {
  readonly element = make('div', 'bar');
  readonly #icon = make('span', 'icon');
  readonly #text = make('span', 'text');
  readonly #meter = make('progress', 'meter');
  readonly #ring = ring();
  readonly #lines = make('ul', 'lines');
  readonly #buttons: Buttons;

  constructor(pressed: Pressed) {
    this.#buttons = new Buttons(pressed);
    this.#icon.setAttribute('aria-hidden', 'true');
    this.element.append(this.#icon, this.#ring, this.#text, this.#meter, this.#buttons.element, this.#lines);
  }

  /** Whether there is more to read or to do than a line has room for. */
  get isClipped(): boolean {
    const { element } = this.#buttons;
    return (
      this.#lines.childElementCount > 0 ||
      this.#text.scrollHeight > this.#text.clientHeight ||
      (!element.hidden && element.offsetWidth === 0)
    );
  }

  show({ severity, text, part, buttons, lines }: Bar): void {
    this.element.className = `bar ${severity}`;
    this.#icon.className = `icon ${severity}`;
    this.#icon.hidden = severity === 'progress';
    if (this.#text.textContent !== text) this.#text.textContent = text;
    this.#text.title = text;
    this.#ring.hidden = severity !== 'progress' || part !== undefined;
    this.#meter.hidden = part === undefined;
    this.#meter.setAttribute('aria-label', text);
    if (part !== undefined) this.#meter.value = part;
    this.#buttons.show(buttons, false);
    this.#lines.replaceChildren(...lines.map((line) => make('li', '', line)));
  }
}
