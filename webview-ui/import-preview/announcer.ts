import { make } from './dom.ts';

/** How long news are gathered, so that what comes together is read out together. */
const GATHER_MS = 300;

/** What a screen reader is told. Of each topic only the newest is said: counts while somebody types follow each other fast. */
export class Announcer {
  readonly element = make('div', 'unseen');
  readonly #news = new Map<string, string>();
  #isGathering = false;

  constructor() {
    this.element.setAttribute('role', 'status');
    this.element.setAttribute('aria-live', 'polite');
  }

  say(topic: string, text: string): void {
    if (text === '') return;
    this.#news.set(topic, text);
    if (!this.#isGathering) setTimeout(() => this.#tell(), GATHER_MS);
    this.#isGathering = true;
  }

  #tell(): void {
    this.#isGathering = false;
    const text = [...new Set(this.#news.values())].join(' ');
    this.#news.clear();
    // The same words again are news too, but only another text is read out.
    this.element.textContent = text === this.element.textContent ? `${text}\u00a0` : text;
  }
}
