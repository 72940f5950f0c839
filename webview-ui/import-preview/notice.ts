import { Buttons, type Pressed } from './buttons.ts';
import { make } from './dom.ts';
import type { State } from './protocol.ts';
import { ring } from './ring.ts';

/** What stands in place of the rows while there are none: it is loading, it failed, or something has to be done first. */
export class Notice {
  readonly element = make('div', 'notice');
  readonly #text = make('p', 'text');
  readonly #detail = make('p', 'detail');
  readonly #ring = ring();
  readonly #buttons: Buttons;

  constructor(pressed: Pressed) {
    this.#buttons = new Buttons(pressed);
    this.element.append(this.#ring, this.#text, this.#detail, this.#buttons.element);
  }

  show(state: Exclude<State, { kind: 'plan' }>): void {
    const isNotice = state.kind === 'notice';
    this.element.className = `notice ${isNotice ? state.severity : state.kind}`;
    this.#ring.hidden = isNotice;
    this.#text.textContent = state.text;
    this.#detail.textContent = isNotice ? (state.detail ?? '') : '';
    this.#buttons.show(isNotice ? state.buttons : [], true);
  }

  /** Takes the focus, if there is a button. */
  focus(): boolean {
    return this.#buttons.focus();
  }
}
