import { BarView, Buttons } from './bars.ts';
import { checkbox, choice, searchField } from './controls.ts';
import { Details } from './details.ts';
import { filled, make } from './dom.ts';
import type { Editor } from './editor.ts';
import { Grid } from './grid.ts';
import { Items } from './items.ts';
import type { HostMessage, Kept, Query, State, Strings } from './protocol.ts';
import { Requests } from './requests.ts';
import { ring } from './ring.ts';
import { Tabs } from './tabs.ts';
import { Tiles } from './tiles.ts';

/** How long typing rests before rows are looked for. */
const PAUSE_MS = 120;
const PANEL_ID = 'panel';

type Plan = Extract<State, { kind: 'plan' }>;

/** The whole preview: what it shows follows from the extension's messages and from what is filtered. */
export class Preview {
  readonly element = make('main', 'preview');
  readonly #editor: Editor;
  readonly #strings: Strings;
  readonly #resource: string;
  readonly #requests: Requests;
  readonly #items: Items;
  readonly #grid: Grid;
  readonly #heading = make('h1', 'heading');
  readonly #status = make('p', 'status');
  readonly #live = make('div', 'unseen');
  readonly #actions: Buttons;
  readonly #tiles: Tiles;
  readonly #tabs: Tabs;
  readonly #search;
  readonly #classes;
  readonly #removes;
  readonly #bars = make('div', 'bars');
  readonly #barViews: BarView[] = [];
  readonly #notice = make('div', 'notice');
  readonly #noticeText = make('p', 'text');
  readonly #noticeDetail = make('p', 'detail');
  readonly #noticeRing = ring();
  readonly #noticeButtons: Buttons;
  readonly #plan = make('div', 'plan');
  readonly #panel = make('div', 'panel');
  readonly #noMatch = make('p', 'noMatch');
  readonly #details: Details;
  #state: State | undefined;
  #query: Query;
  #row: number | undefined;
  #timer: number | undefined;
  #isMarked = false;

  constructor(editor: Editor, strings: Strings, resource: string, kept: Kept | undefined) {
    this.#editor = editor;
    this.#strings = strings;
    this.#resource = resource;
    const isOurs = kept?.resource === resource;
    this.#query = isOurs ? kept.query : { list: 'rows', text: '' };
    this.#row = isOurs ? kept.row : undefined;
    this.#requests = new Requests((message) => editor.send(message));
    this.#items = new Items(
      this.#requests,
      () => this.#onPage(),
      (sentence) => this.#say(sentence),
    );
    this.#grid = new Grid(this.#items, strings, {
      onActive: (place) => this.#onActive(place),
      onOpen: (place) => this.#open(place),
    });
    this.#details = new Details(strings);
    const act = (action: Parameters<ConstructorParameters<typeof Buttons>[0]>[0]): void =>
      editor.send({ type: 'do', action });
    this.#actions = new Buttons(act);
    this.#noticeButtons = new Buttons(act);
    this.#tiles = new Tiles(strings.tiles, (tile) => this.#pickTile(tile));
    this.#tabs = new Tabs(strings.tabs, PANEL_ID, (list) => this.#pickList(list));
    this.#search = searchField(strings.search, () => this.#onSearch());
    this.#search.value = this.#query.text;
    this.#classes = choice(strings.classFilter, (place) => this.#pickClass(place - 1));
    this.#removes = checkbox((on) => editor.send({ type: 'removes', on }));
    this.#build();
    this.#grid.setList(this.#query.list, this.#gridLabel());
  }

  take(message: HostMessage): void {
    switch (message.type) {
      case 'state':
        this.#show(message.state);
        return;
      case 'status':
        this.#heading.textContent = message.heading;
        this.#status.textContent = message.status;
        return;
      case 'show':
        this.#showRow(message.row);
        return;
      case 'answer':
        this.#requests.answer(message.id, message.answer);
        return;
      case 'start':
        return;
    }
  }

  #build(): void {
    const { element } = this;
    this.#live.setAttribute('role', 'status');
    this.#live.setAttribute('aria-live', 'polite');
    this.#panel.id = PANEL_ID;
    this.#panel.setAttribute('role', 'tabpanel');
    this.#notice.append(this.#noticeRing, this.#noticeText, this.#noticeDetail, this.#noticeButtons.element);
    this.#noMatch.hidden = true;
    this.#panel.append(this.#grid.element, this.#noMatch);
    const top = make(
      'header',
      'top',
      make('div', 'titles', this.#heading, this.#status),
      this.#actions.element,
    );
    const tools = make(
      'div',
      'tools',
      this.#search.element,
      this.#classes.element,
      this.#removes.element,
      this.#tabs.element,
    );
    this.#plan.append(this.#tiles.element, this.#bars, tools, this.#panel, this.#details.element);
    this.#plan.hidden = true;
    element.append(top, this.#notice, this.#plan, this.#live);
    element.addEventListener('keydown', (event) => {
      if (
        event.key.toLowerCase() !== 'f' ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      this.#search.element.focus();
      event.preventDefault();
    });
  }

  #show(state: State): void {
    const before = this.#state;
    this.#state = state;
    this.#plan.hidden = state.kind !== 'plan';
    this.#notice.hidden = state.kind === 'plan';
    this.#notice.className = `notice ${state.kind === 'notice' ? state.severity : state.kind}`;
    if (state.kind !== 'plan') {
      this.#actions.show([], true);
      this.#noticeRing.hidden = state.kind !== 'loading';
      this.#noticeText.textContent = state.text;
      this.#noticeDetail.textContent = state.kind === 'notice' ? (state.detail ?? '') : '';
      this.#noticeButtons.show(state.kind === 'notice' ? state.buttons : [], true);
      this.#say(state.text);
      return;
    }
    this.#showPlan(state);
    if (before?.kind !== 'plan' || before.version !== state.version) this.#find(this.#row, true);
    if (state.announcement !== '') this.#say(state.announcement);
  }

  #showPlan(plan: Plan): void {
    if (this.#query.list === 'removals' && plan.tabs.removals === undefined)
      this.#query = { list: 'rows', text: this.#query.text };
    this.#actions.show(plan.buttons, true);
    this.#tiles.show(plan.tiles, this.#query.list === 'removals' ? 'remove' : this.#query.tile);
    this.#tabs.show(plan.tabs, this.#query.list);
    this.#panel.setAttribute('aria-labelledby', `tab-${this.#query.list}`);
    const { classIndex } = this.#query;
    this.#classes.fill(
      [this.#strings.allClasses, ...plan.classes],
      classIndex === undefined ? 0 : classIndex + 1,
    );
    this.#classes.element.hidden = this.#query.list !== 'rows' || plan.classes.length === 0;
    this.#removes.set(plan.removes.label, plan.removes.on, plan.removes.off);
    while (this.#barViews.length < plan.bars.length) {
      const view = new BarView((action) => this.#editor.send({ type: 'do', action }));
      this.#barViews.push(view);
      this.#bars.append(view.element);
    }
    for (const [index, view] of this.#barViews.entries()) {
      const bar = plan.bars[index];
      view.element.hidden = bar === undefined;
      if (bar !== undefined) view.show(bar);
    }
  }

  #pickTile(tile: string | undefined): void {
    if (tile === 'remove') {
      this.#set({ list: 'removals', text: this.#query.text });
      return;
    }
    const { classIndex, text } = this.#query;
    this.#set({
      list: 'rows',
      text,
      ...(tile !== undefined && { tile }),
      ...(classIndex !== undefined && { classIndex }),
    });
  }

  #pickList(list: Query['list']): void {
    if (list !== this.#query.list) this.#set({ list, text: '' });
  }

  #pickClass(classIndex: number): void {
    const { tile, text } = this.#query;
    this.#set({
      list: 'rows',
      text,
      ...(tile !== undefined && { tile }),
      ...(classIndex >= 0 && { classIndex }),
    });
  }

  #onSearch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set({ ...this.#query, text: this.#search.value }), PAUSE_MS);
  }

  #set(query: Query): void {
    const isOther = query.list !== this.#query.list;
    this.#query = query;
    if (this.#search.value !== query.text) this.#search.value = query.text;
    if (isOther) this.#grid.setList(query.list, this.#gridLabel());
    if (this.#state?.kind === 'plan') this.#showPlan(this.#state);
    this.#find(isOther ? undefined : this.#row, false);
  }

  #gridLabel(): string {
    const { rowsGrid, classesGrid, removalsGrid } = this.#strings;
    return { rows: rowsGrid, classes: classesGrid, removals: removalsGrid }[this.#query.list];
  }

  /** Looks for rows. `keeps` if it is the same view of a newer plan, so that what is shown may stand until then. */
  #find(near: number | undefined, keeps: boolean): void {
    this.#keep();
    this.#items.find(this.#query, near, keeps, (found) => {
      if (found.kind === 'failed') {
        this.#noMatch.textContent = found.sentence;
        this.#noMatch.hidden = false;
        this.#grid.element.hidden = true;
        this.#say(found.sentence);
        return;
      }
      const { total, at } = found;
      this.#noMatch.textContent = this.#strings.noMatch;
      this.#noMatch.hidden = total > 0;
      this.#grid.element.hidden = total === 0;
      if (!keeps && at === undefined) this.#grid.element.scrollTop = 0;
      this.#grid.reload(at ?? (keeps ? this.#grid.place : 0));
      if (at !== undefined && !keeps) this.#grid.show(at);
      if (!keeps)
        this.#say(filled(this.#strings.shownRows, total.toLocaleString(document.documentElement.lang)));
      this.#details.show(this.#items.at(this.#grid.place));
    });
  }

  #onPage(): void {
    this.#grid.draw();
    this.#details.show(this.#row === undefined ? undefined : this.#items.at(this.#grid.place));
    if (this.#isMarked || this.#state?.kind !== 'plan') return;
    this.#isMarked = true;
    const { plannedAt } = this.#state;
    // For whoever measures: when the first rows of a plan were painted.
    requestAnimationFrame(() =>
      setTimeout(() =>
        performance.mark('lectern-first-rows', { detail: { plannedAt, paintedAt: Date.now() } }),
      ),
    );
  }

  #onActive(place: number): void {
    const item = this.#items.at(place);
    this.#row = item?.kind === 'row' ? item.row : undefined;
    this.#details.show(item);
    this.#keep();
  }

  #open(place: number): void {
    const item = this.#items.at(place);
    if (item?.kind === 'row') this.#editor.send({ type: 'open', row: item.row });
    if (item?.kind === 'class') {
      this.#query = { list: 'rows', text: '', classIndex: item.index };
      this.#grid.setList('rows', this.#gridLabel());
      this.#set(this.#query);
    }
  }

  /** The editor's cursor is in a row: it becomes the active one, if it passes the filter. */
  #showRow(row: number): void {
    if (this.#query.list !== 'rows' || row === this.#row || this.element.contains(document.activeElement))
      return;
    this.#row = row;
    this.#find(row, false);
  }

  #say(text: string): void {
    if (this.#live.textContent !== text) this.#live.textContent = text;
  }

  #keep(): void {
    this.#editor.keep({
      resource: this.#resource,
      query: this.#query,
      ...(this.#row !== undefined && { row: this.#row }),
    });
  }
}
