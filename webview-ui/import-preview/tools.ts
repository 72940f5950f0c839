import { checkbox, choice, searchField } from './controls.ts';
import { make } from './dom.ts';
import type { Query, State, Strings } from './protocol.ts';
import { Tabs } from './tabs.ts';

/** How long typing rests before rows are looked for. */
const PAUSE_MS = 120;

export type ToolEvents = {
  /** What is searched for is another text, and typing has rested. */
  readonly onSearch: () => void;
  /** A class of the plan, by its index; -1 for all of them. */
  readonly onClass: (index: number) => void;
  readonly onRemoves: (on: boolean) => void;
  readonly onList: (list: Query['list']) => void;
};

/** What is above the rows to choose them by: a search, a choice of class, the switch for removals, and the tabs of the lists. */
export class Tools {
  readonly element;
  readonly #allClasses: string;
  readonly #search;
  readonly #classes;
  readonly #removes;
  readonly #tabs: Tabs;
  #timer: number | undefined;

  /** @param panelId of the element that the tabs show */
  constructor(strings: Strings, panelId: string, { onSearch, onClass, onRemoves, onList }: ToolEvents) {
    this.#allClasses = strings.allClasses;
    this.#search = searchField(strings.search, () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(onSearch, PAUSE_MS);
    });
    this.#classes = choice(strings.classFilter, (place) => onClass(place - 1));
    this.#removes = checkbox(onRemoves);
    this.#tabs = new Tabs(strings.tabs, panelId, onList);
    const parts = [this.#search, this.#classes, this.#removes, this.#tabs];
    this.element = make('div', 'tools', ...parts.map(({ element }) => element));
  }

  /** What is searched for, be it typed a moment ago. */
  get text(): string {
    return this.#search.value;
  }

  focusSearch(): void {
    this.#search.element.focus();
  }

  /** There is a query of this text: what was typed a moment ago is in it by now. */
  setText(text: string): void {
    clearTimeout(this.#timer);
    if (this.#search.value !== text) this.#search.value = text;
  }

  show({ tabs, classes, removes }: Extract<State, { kind: 'plan' }>, { list, classIndex }: Query): void {
    this.#tabs.show(tabs, list);
    this.#classes.fill([this.#allClasses, ...classes], classIndex === undefined ? 0 : classIndex + 1);
    this.#classes.element.hidden = list !== 'rows' || classes.length === 0;
    this.#removes.set(removes.label, removes.on, removes.off);
  }
}
