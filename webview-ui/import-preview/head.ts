import { Buttons, type Pressed } from './buttons.ts';
import { make } from './dom.ts';
import type { Button } from './protocol.ts';
import { ring } from './ring.ts';

/** The line above everything: which file and facility it is, how old what is shown is, and what can be done with all of it. */
export class Head {
  readonly element: HTMLElement;
  readonly #heading = make('h1', 'heading');
  readonly #status = make('p', 'status');
  readonly #updating = make('span', 'updating', ring());
  readonly #why = make('p', 'why');
  readonly #buttons: Buttons;

  constructor(pressed: Pressed) {
    this.#buttons = new Buttons(pressed);
    const titles = make('div', 'titles', this.#heading, this.#status, this.#updating);
    this.element = make('header', 'top', titles, this.#buttons.element, this.#why);
    this.show([], undefined);
  }

  /** What the preview is of. */
  name(heading: string, status: string): void {
    this.#heading.textContent = heading;
    this.#status.textContent = status;
    // Where it is narrow there is no room for both, or for all of one.
    this.#heading.title = [heading, status].filter((text) => text !== '').join('\n');
    this.#status.title = status;
  }

  /** `updating` says that a newer plan is being made. */
  show(buttons: readonly Button[], updating: string | undefined): void {
    this.#buttons.show(buttons, true);
    this.#updating.hidden = updating === undefined;
    this.#updating.title = updating ?? '';
    this.#why.hidden = true;
  }

  /** Why a button that was pressed is off. */
  sayWhy(reason: string): void {
    this.#why.textContent = reason;
    this.#why.hidden = false;
  }

  /** Takes the focus, if there is a button. */
  focus(): boolean {
    return this.#buttons.focus();
  }
}
