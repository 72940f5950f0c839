import * as v from 'valibot';

const KEY = 'lectern.portal.registered';
/** The server knows a facility as registered from its first sync on: only the latest need remembering. */
const REMEMBERED = 500;

const All = v.array(v.object({ connectionId: v.string(), facilityId: v.string(), at: v.string() }));
type All = v.InferOutput<typeof All>;

/** The editor's memory, as far as this needs it. */
type Store = {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
};

/** The facilities that were registered with a data portal from this editor, over restarts. No token is kept. */
export class RegisteredFacilities {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  has(connectionId: string, facilityId: string): boolean {
    return this.#all().some((one) => one.connectionId === connectionId && one.facilityId === facilityId);
  }

  /** @param at when, ISO */
  async add(connectionId: string, facilityId: string, at: string): Promise<void> {
    const others = this.#all().filter(
      (one) => one.connectionId !== connectionId || one.facilityId !== facilityId,
    );
    await this.#store.update(KEY, [...others, { connectionId, facilityId, at }].slice(-REMEMBERED));
  }

  /** What was registered through a connection that is no more. */
  async forget(connectionId: string): Promise<void> {
    await this.#store.update(
      KEY,
      this.#all().filter((one) => one.connectionId !== connectionId),
    );
  }

  #all(): All {
    const parsed = v.safeParse(All, this.#store.get(KEY));
    return parsed.success ? parsed.output : [];
  }
}
