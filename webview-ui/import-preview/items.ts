import type { Answer, Item, Query } from './protocol.ts';
import type { Requests } from './requests.ts';

const PAGE = 60;
/** Pages beyond that are forgotten, the longest unused first. */
const KEPT_PAGES = 40;

/** What came of looking for rows. */
export type Found =
  | { readonly kind: 'found'; readonly total: number; readonly at: number | undefined }
  | { readonly kind: 'failed'; readonly sentence: string };

/** The items of one list that pass a query, fetched in pages as they are looked at. */
export class Items {
  readonly #requests: Requests;
  readonly #onPage: () => void;
  readonly #onFailure: (sentence: string) => void;
  readonly #pages = new Map<number, readonly Item[]>();
  readonly #underWay = new Map<number, number>();
  /** Shown until the new pages are there, so that nothing flickers. */
  #before = new Map<number, readonly Item[]>();
  #find = 0;
  #isFinding = false;
  #total = 0;
  /** What is under way may be old when it is here. */
  #isOld = false;

  constructor(requests: Requests, onPage: () => void, onFailure: (sentence: string) => void) {
    this.#requests = requests;
    this.#onPage = onPage;
    this.#onFailure = onFailure;
  }

  get total(): number {
    return this.#total;
  }

  /** Asks for the items of a query; whatever was asked before is cancelled. `keeps` if old items may stand until new ones are there. */
  find(query: Query, near: number | undefined, keeps: boolean, onFound: (found: Found) => void): void {
    if (this.#isFinding) this.#requests.cancel(this.#find);
    this.#dropPages();
    this.#isFinding = true;
    const asked = this.#requests.ask(
      { type: 'find', query, ...(near !== undefined && { near }) },
      (answer) => {
        // Cancelled or overtaken: a newer one is on its way.
        if (answer.kind === 'cancelled' || answer.kind === 'overtaken' || answer.kind === 'window') return;
        this.#isFinding = false;
        this.#before = new Map(keeps ? this.#pages : []);
        this.#pages.clear();
        this.#dropPages();
        if (answer.kind === 'found') this.#total = answer.total;
        onFound(
          answer.kind === 'failed'
            ? { kind: 'failed', sentence: answer.sentence }
            : { kind: 'found', total: answer.total, at: answer.at },
        );
      },
    );
    this.#find = asked;
  }

  /** The item at a place, if it is here. */
  at(place: number): Item | undefined {
    const page = Math.floor(place / PAGE);
    return (this.#pages.get(page) ?? this.#before.get(page))?.[place % PAGE];
  }

  /** Sees to it that the items of a stretch come. */
  want(first: number, last: number): void {
    if (this.#isFinding || this.#total === 0) return;
    const from = Math.floor(first / PAGE);
    const to = Math.floor(Math.min(last, this.#total - 1) / PAGE);
    for (const [page, id] of this.#underWay) {
      if (page >= from && page <= to) continue;
      this.#requests.cancel(id);
      this.#underWay.delete(page);
    }
    for (let page = from; page <= to; page++)
      if (!this.#pages.has(page) && !this.#underWay.has(page)) this.#ask(page);
  }

  /** What is here is asked for again as it is looked at, and stands until then. */
  refresh(): void {
    if (this.#underWay.size > 0) {
      this.#isOld = true;
      return;
    }
    this.#isOld = false;
    for (const [page, items] of this.#pages) this.#before.set(page, items);
    this.#pages.clear();
    this.#onPage();
  }

  #ask(page: number): void {
    const id = this.#requests.ask(
      { type: 'window', find: this.#find, first: page * PAGE, count: PAGE },
      (answer) => this.#take(page, answer),
    );
    this.#underWay.set(page, id);
  }

  #take(page: number, answer: Answer): void {
    this.#underWay.delete(page);
    if (answer.kind === 'failed') this.#onFailure(answer.sentence);
    if (answer.kind !== 'window') return;
    this.#before.delete(page);
    this.#pages.delete(page);
    this.#pages.set(page, answer.items);
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= KEPT_PAGES) break;
      this.#pages.delete(old);
    }
    this.#onPage();
    if (this.#isOld && this.#underWay.size === 0) this.refresh();
  }

  #dropPages(): void {
    for (const id of this.#underWay.values()) this.#requests.cancel(id);
    this.#underWay.clear();
  }
}
