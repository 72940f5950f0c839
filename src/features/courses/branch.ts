import { setTimeout as delay } from 'node:timers/promises';
import { failureOf, type Failure } from '../../core/platform/failure.ts';
import type { Place } from '../../core/platform/place.ts';

/** How many rows come without being asked for; after them a row offers more. */
const ROWS_AT_ONCE = 200;
/** A list that ends this soon after its first page is shown whole, without a "loading" row in between. */
const SETTLE_MS = 100;

export type BranchState =
  | { readonly step: 'loading' }
  /** The server has more than is shown. */
  | { readonly step: 'paused' }
  | { readonly step: 'done' }
  | { readonly step: 'failed'; readonly failure: Failure };

/**
 * The rows below one node, as they come page by page. Rows that have arrived stay when a later page fails. Pages are pulled
 * until {@link ROWS_AT_ONCE} rows are there, then again when more are wanted. One page is pulled ahead, and kept for then: only so it
 * is known whether there is more to offer.
 */
export class Branch {
  readonly #pages: AsyncIterator<readonly Place[]>;
  readonly #onChange: (error?: unknown) => void;
  readonly #controller = new AbortController();
  readonly #places: Place[] = [];
  #state: BranchState = { step: 'loading' };
  #ahead: Promise<IteratorResult<readonly Place[]>> | undefined;
  readonly #first: Promise<void>;

  /** @param open begins the listing; nothing is asked of the server before its first page is pulled */
  constructor(
    open: (signal: AbortSignal) => Promise<AsyncIterable<readonly Place[]>>,
    onChange: (error?: unknown) => void,
  ) {
    this.#onChange = onChange;
    this.#pages = pagesOf(open, this.#controller.signal);
    this.#first = this.#pull(ROWS_AT_ONCE);
  }

  get places(): readonly Place[] {
    return this.#places;
  }

  get state(): BranchState {
    return this.#state;
  }

  /** Resolves when the first page is there, or has failed. */
  get ready(): Promise<void> {
    return this.#first;
  }

  /** Goes on after {@link ROWS_AT_ONCE} rows. */
  more(): void {
    if (this.#state.step !== 'paused') return;
    this.#state = { step: 'loading' };
    this.#onChange();
    void this.#pull(this.#places.length + ROWS_AT_ONCE);
  }

  dispose(): void {
    this.#controller.abort();
    void this.#pages.return?.();
  }

  /** Resolves after the first page that it pulls, or with the last one if that follows at once. */
  async #pull(upTo: number): Promise<void> {
    if (await this.#pullPage()) await Promise.race([this.#pullRest(upTo), delay(SETTLE_MS)]);
  }

  async #pullRest(upTo: number): Promise<void> {
    while (this.#places.length < upTo && (await this.#pullPage()))
      if (this.#places.length < upTo) this.#onChange();
    if (this.#state.step === 'loading') await this.#lookAhead();
    this.#onChange();
  }

  async #lookAhead(): Promise<void> {
    this.#ahead = this.#pages.next();
    try {
      this.#state = { step: (await this.#ahead).done === true ? 'done' : 'paused' };
    } catch {
      // What is shown stands; why there is no more is said to whoever asks for more.
      this.#state = { step: 'paused' };
    }
  }

  /** False when there is nothing more to pull. */
  async #pullPage(): Promise<boolean> {
    try {
      const page = await (this.#ahead ?? this.#pages.next());
      this.#ahead = undefined;
      if (this.#controller.signal.aborted) return false;
      if (page.done) {
        this.#state = { step: 'done' };
        return false;
      }
      this.#places.push(...page.value);
      return true;
    } catch (error) {
      if (this.#controller.signal.aborted) return false;
      this.#state = { step: 'failed', failure: failureOf(error) };
      this.#onChange(error);
      return false;
    }
  }
}

async function* pagesOf(
  open: (signal: AbortSignal) => Promise<AsyncIterable<readonly Place[]>>,
  signal: AbortSignal,
): AsyncGenerator<readonly Place[]> {
  yield* await open(signal);
}
