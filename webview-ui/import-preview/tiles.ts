import { make } from './dom.ts';
import type { Tile } from './protocol.ts';

/** The tiles of the summary: each shows a count and is a filter. A toolbar: one tab stop, arrows go on. */
export class Tiles {
  readonly element = make('div', 'tiles');
  readonly #onPick: (tile: Tile, isOn: boolean) => void;
  #tiles = new Map<string, Tile>();
  #buttons = new Map<string, HTMLButtonElement>();

  constructor(label: string, onPick: (tile: Tile, isOn: boolean) => void) {
    this.#onPick = onPick;
    this.element.setAttribute('role', 'toolbar');
    this.element.setAttribute('aria-label', label);
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    // Where they are one line that is longer than the view is wide, the wheel moves along it.
    this.element.addEventListener(
      'wheel',
      ({ deltaX, deltaY }) => {
        if (deltaX === 0) this.element.scrollLeft += deltaY;
      },
      { passive: true },
    );
  }

  /** `picked` is the key of the one that filters. */
  show(tiles: readonly Tile[], picked: string | undefined): void {
    const before = this.#buttons;
    this.#buttons = new Map();
    this.#tiles = new Map(tiles.map((tile) => [tile.key, tile]));
    for (const { key, label, count, isEmpty, tone } of tiles) {
      const button = before.get(key) ?? this.#make(key);
      button.className = `tile tone-${tone}${isEmpty ? ' empty' : ''}`;
      button.replaceChildren(make('span', 'count', count), ' ', make('span', 'label', label));
      button.setAttribute('aria-pressed', String(key === picked));
      this.#buttons.set(key, button);
    }
    const shown = [...this.#buttons.values()];
    if (
      shown.length !== this.element.children.length ||
      shown.some((one, i) => this.element.children[i] !== one)
    )
      this.element.replaceChildren(...shown);
    // The one that has the focus keeps it, and stays the way in.
    const focused = shown.find((button) => button === document.activeElement);
    const stop = focused ?? (picked === undefined ? undefined : this.#buttons.get(picked)) ?? shown[0];
    for (const button of shown) button.tabIndex = button === stop ? 0 : -1;
  }

  #make(key: string): HTMLButtonElement {
    const button = make('button', 'tile');
    button.type = 'button';
    button.addEventListener('click', () => {
      const tile = this.#tiles.get(key);
      if (tile !== undefined) this.#onPick(tile, button.getAttribute('aria-pressed') !== 'true');
    });
    return button;
  }

  #onKey(event: KeyboardEvent): void {
    const all = [...this.#buttons.values()];
    const at = all.findIndex((button) => button === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const target = to === undefined || at < 0 ? undefined : all[(to + all.length) % all.length];
    if (target === undefined) return;
    for (const button of all) button.tabIndex = button === target ? 0 : -1;
    target.focus();
    event.preventDefault();
  }
}
