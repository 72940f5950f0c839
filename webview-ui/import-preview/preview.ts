import { Announcer } from './announcer.ts';
import { barNews } from './barNews.ts';
import { Bars } from './bars.ts';
import type { Pressed } from './buttons.ts';
import { Details } from './details.ts';
import { filled, make } from './dom.ts';
import type { Editor } from './editor.ts';
import { Grid } from './grid.ts';
import { Head } from './head.ts';
import { Items } from './items.ts';
import { markFirstRows } from './markFirstRows.ts';
import { Notice } from './notice.ts';
import type { HostMessage, Kept, Query, State, Strings, Tile } from './protocol.ts';
import { queryIn } from './queryIn.ts';
import { Requests } from './requests.ts';
import { Tiles } from './tiles.ts';
import { Tools } from './tools.ts';

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
  readonly #live = new Announcer();
  readonly #head: Head;
  readonly #tiles: Tiles;
  readonly #tools: Tools;
  readonly #bars: Bars;
  readonly #notice: Notice;
  readonly #summary = make('div', 'summary');
  readonly #plan = make('div', 'plan');
  readonly #panel = make('div', 'panel');
  readonly #noMatch = make('p', 'noMatch');
  readonly #details: Details;
  #state: State | undefined;
  #query: Query;
  #row: number | undefined;
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
      (sentence) => this.#live.say('failure', sentence),
    );
    this.#grid = new Grid(this.#items, strings, {
      onActive: (place) => this.#onActive(place),
      onOpen: (place) => this.#open(place),
    });
    this.#details = new Details(strings);
    const pressed: Pressed = {
      onAction: (action) => {
        if (typeof action === 'object') this.#pickKey(action.shows);
        else editor.send({ type: 'do', action });
      },
      onOff: (reason) => this.#sayWhy(reason),
    };
    this.#head = new Head(pressed);
    this.#notice = new Notice(pressed);
    this.#bars = new Bars(strings, pressed);
    this.#tiles = new Tiles(strings.tiles, (tile, isOn) => this.#pickTile(tile, isOn));
    this.#tools = new Tools(strings, PANEL_ID, {
      onSearch: () => this.#set({ ...this.#query, text: this.#tools.text }),
      onClass: (index) => this.#pickClass(index),
      onRemoves: (on) => editor.send({ type: 'removes', on }),
      onList: (list) => {
        if (list !== this.#query.list) this.#set({ list, text: '' });
      },
    });
    this.#tools.setText(this.#query.text);
    this.#build();
    this.#grid.setList(this.#query.list, this.#gridLabel());
  }

  take(message: HostMessage): void {
    switch (message.type) {
      case 'state':
        this.#show(message.state);
        return;
      case 'status':
        this.#head.name(message.heading, message.status);
        return;
      case 'show':
        this.#showRow(message.row);
        return;
      case 'marks':
        this.#items.refresh();
        return;
      case 'answer':
        this.#requests.answer(message.id, message.answer);
        return;
      case 'start':
      case 'pong':
        return;
    }
  }

  #build(): void {
    const { element } = this;
    this.#panel.id = PANEL_ID;
    this.#panel.setAttribute('role', 'tabpanel');
    this.#noMatch.hidden = true;
    this.#panel.append(this.#grid.element, this.#noMatch);
    this.#summary.append(this.#tiles.element, this.#bars.element, this.#tools.element);
    const chrome = make('div', 'chrome', this.#head.element, this.#summary);
    this.#plan.append(this.#panel, this.#details.element);
    this.#plan.hidden = true;
    this.#summary.hidden = true;
    element.append(chrome, this.#notice.element, this.#plan, this.#live.element);
    element.addEventListener('keydown', (event) => {
      if (
        event.key.toLowerCase() !== 'f' ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      this.#tools.focusSearch();
      event.preventDefault();
    });
  }

  #show(state: State): void {
    const before = this.#state;
    const hadFocus = this.element.contains(document.activeElement);
    this.#state = state;
    this.#plan.hidden = state.kind !== 'plan';
    this.#summary.hidden = state.kind !== 'plan';
    this.#notice.element.hidden = state.kind === 'plan';
    if (state.kind === 'plan') {
      this.#showPlan(state);
      if (before?.kind !== 'plan' || before.version !== state.version) this.#find(this.#row, true);
      this.#live.say('plan', state.announcement);
      for (const news of barNews(before?.kind === 'plan' ? before.bars : [], state.bars))
        this.#live.say(news, news);
    } else {
      this.#head.show([], undefined);
      this.#notice.show(state);
      this.#live.say('plan', [state.text, state.kind === 'notice' ? state.detail : undefined].join(' '));
    }
    if (hadFocus && !this.element.contains(document.activeElement)) this.#takeFocus();
  }

  /** What had the focus is gone: it goes to what can be done now, and is not lost. */
  #takeFocus(): void {
    if (this.#state?.kind !== 'plan') this.#notice.focus();
    else if (!this.#head.focus()) this.#grid.focus();
  }

  /** A button that is off says why when it is pressed. */
  #sayWhy(reason: string): void {
    const isBar = this.#state?.kind === 'plan' && this.#state.bars.some(({ text }) => text === reason);
    if (!isBar) this.#head.sayWhy(reason);
    this.#live.say('why', reason);
  }

  #showPlan(plan: Plan): void {
    const { list } = this.#query;
    this.#query = queryIn(this.#query, plan);
    if (this.#query.list !== list) this.#grid.setList(this.#query.list, this.#gridLabel());
    this.#head.show(plan.buttons, plan.updating);
    this.#tiles.show(plan.tiles, this.#query.list === 'removals' ? 'remove' : this.#query.tile);
    this.#tools.show(plan, this.#query);
    this.#panel.setAttribute('aria-labelledby', `tab-${this.#query.list}`);
    this.#bars.show(plan.bars);
  }

  #pickTile({ key, list }: Pick<Tile, 'key' | 'list'>, isOn: boolean): void {
    const { classIndex } = this.#query;
    const text = this.#tools.text;
    if (list === 'removals') this.#set({ list: isOn ? 'removals' : 'rows', text });
    else
      this.#set({
        list,
        text,
        ...(isOn && { tile: key }),
        ...(list === 'rows' && classIndex !== undefined && { classIndex }),
      });
  }

  /** A bar leads to the rows that it is about: all of them. */
  #pickKey(key: string): void {
    const tile = this.#state?.kind === 'plan' && this.#state.tiles.find((one) => one.key === key);
    if (tile) this.#set({ list: tile.list, text: '', ...(tile.list !== 'removals' && { tile: key }) });
  }

  #pickClass(classIndex: number): void {
    const { tile } = this.#query;
    this.#set({
      list: 'rows',
      text: this.#tools.text,
      ...(tile !== undefined && { tile }),
      ...(classIndex >= 0 && { classIndex }),
    });
  }

  #set(query: Query): void {
    const isOther = query.list !== this.#query.list;
    this.#query = query;
    this.#tools.setText(query.text);
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
        this.#live.say('found', found.sentence);
        return;
      }
      const { total, at } = found;
      this.#noMatch.textContent = this.#strings.noMatch;
      this.#noMatch.hidden = total > 0;
      this.#grid.element.hidden = total === 0;
      if (!keeps && at === undefined) this.#grid.element.scrollTop = 0;
      this.#grid.reload(at ?? (keeps ? this.#grid.place : 0));
      if (at !== undefined && !keeps) this.#grid.show(at);
      if (!keeps) this.#live.say('found', this.#countText(total));
      this.#details.show(this.#items.at(this.#grid.place));
    });
  }

  #countText(total: number): string {
    if (total === 0) return this.#strings.noMatch;
    return filled(this.#strings.shownRows, total.toLocaleString(document.documentElement.lang));
  }

  #onPage(): void {
    this.#grid.draw();
    this.#details.show(this.#row === undefined ? undefined : this.#items.at(this.#grid.place));
    if (this.#isMarked || this.#state?.kind !== 'plan') return;
    this.#isMarked = true;
    markFirstRows(this.#state.plannedAt);
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

  #keep(): void {
    this.#editor.keep({
      resource: this.#resource,
      query: this.#query,
      ...(this.#row !== undefined && { row: this.#row }),
    });
  }
}
