import { button, setOff } from './controls.ts';
import { make } from './dom.ts';
import type { Action, Bar, Button } from './protocol.ts';
import { ring } from './ring.ts';

/** Buttons that keep their elements, and with them the focus, when they are shown anew. */
export class Buttons {
  readonly element = make('div', 'buttons');
  readonly #onAction: (action: Action) => void;
  #shown: readonly Button[] = [];
  #elements: readonly HTMLElement[] = [];

  constructor(onAction: (action: Action) => void) {
    this.#onAction = onAction;
  }

  /** The last one is the main one, if `hasMain`. */
  show(buttons: readonly Button[], hasMain: boolean): void {
    const isSame =
      buttons.length === this.#shown.length &&
      buttons.every(({ action }, i) => action === this.#shown[i]?.action);
    this.#shown = buttons;
    if (!isSame) {
      this.#elements = buttons.map(({ label }, index) =>
        button(label, hasMain && index === buttons.length - 1, () => this.#press(index)),
      );
      this.element.replaceChildren(...this.#elements);
    }
    for (const [index, { label, off }] of buttons.entries()) {
      const element = this.#elements[index];
      if (element === undefined) continue;
      if (element.textContent !== label) element.textContent = label;
      setOff(element, off);
    }
  }

  /** Also of a button that is off: it may be on by now, and if it is not, the extension says why. */
  #press(index: number): void {
    const pressed = this.#shown[index];
    if (pressed !== undefined) this.#onAction(pressed.action);
  }
}

/** A line between the summary and the rows: something is under way, is old, or failed. */
export class BarView {
  readonly element = make('div', 'bar');
  readonly #text = make('span', 'text');
  readonly #meter = make('progress', 'meter');
  readonly #ring = ring();
  readonly #lines = make('ul', 'lines');
  readonly #buttons: Buttons;

  constructor(onAction: (action: Action) => void) {
    this.#buttons = new Buttons(onAction);
    this.element.append(this.#ring, this.#text, this.#meter, this.#buttons.element, this.#lines);
  }

  show({ severity, text, part, buttons, lines }: Bar): void {
    this.element.className = `bar ${severity}`;
    if (this.#text.textContent !== text) this.#text.textContent = text;
    this.#ring.hidden = severity !== 'progress' || part !== undefined;
    this.#meter.hidden = part === undefined;
    this.#meter.setAttribute('aria-label', text);
    if (part !== undefined) this.#meter.value = part;
    this.#buttons.show(buttons, false);
    this.#lines.hidden = lines.length === 0;
    this.#lines.replaceChildren(...lines.map((line) => make('li', '', line)));
  }
}
