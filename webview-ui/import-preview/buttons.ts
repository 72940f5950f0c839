import { button, setOff } from './controls.ts';
import { make } from './dom.ts';
import type { Button } from './protocol.ts';

/** What a button that was pressed asks for, or why it is off. */
export type Pressed = {
  readonly onAction: (action: Button['action']) => void;
  readonly onOff: (reason: string) => void;
};

/** Buttons that keep their elements, and with them the focus, when they are shown anew. */
export class Buttons {
  readonly element = make('div', 'buttons');
  readonly #pressed: Pressed;
  #shown: readonly Button[] = [];
  #elements: readonly HTMLElement[] = [];

  constructor(pressed: Pressed) {
    this.#pressed = pressed;
  }

  /** The last one is the main one, if `hasMain`. */
  show(buttons: readonly Button[], hasMain: boolean): void {
    const isSame =
      buttons.length === this.#shown.length &&
      buttons.every(({ action }, i) => keyOf(action) === keyOf(this.#shown[i]?.action));
    this.#shown = buttons;
    if (!isSame) {
      this.#elements = buttons.map(({ label }, index) =>
        button(label, hasMain && index === buttons.length - 1, () => this.#press(index)),
      );
      this.element.replaceChildren(...this.#elements);
    }
    this.element.hidden = buttons.length === 0;
    for (const [index, { label, off }] of buttons.entries()) {
      const element = this.#elements[index];
      if (element === undefined) continue;
      if (element.textContent !== label) element.textContent = label;
      setOff(element, off);
    }
  }

  /** Takes the focus, if there is a button. */
  focus(): boolean {
    this.#elements[0]?.focus();
    return this.#elements.length > 0;
  }

  /** Also of a button that is off: it may be on by now, or the extension waits until it is. */
  #press(index: number): void {
    const pressed = this.#shown[index];
    if (pressed === undefined) return;
    this.#pressed.onAction(pressed.action);
    if (pressed.off !== undefined) this.#pressed.onOff(pressed.off);
  }
}

function keyOf(action: Button['action'] | undefined): string | undefined {
  return typeof action === 'object' ? `shows ${action.shows}` : action;
}
