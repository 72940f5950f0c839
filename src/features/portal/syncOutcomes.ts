import * as v from 'valibot';
import { failureSchema } from '../../core/platform/failureSchema.ts';
import type { Failure } from '../../core/platform/failure.ts';
import type { SyncOutcome } from './portalNews.ts';

const KEY = 'lectern.portal.outcomes';
const REMEMBERED = 500;

const One = v.object({
  connectionId: v.string(),
  facilityId: v.string(),
  at: v.string(),
  sent: v.exactOptional(v.number()),
  received: v.exactOptional(v.number()),
  failure: v.exactOptional(failureSchema),
});
type One = Omit<v.InferOutput<typeof One>, 'failure'> & { readonly failure?: Failure };

/** The editor's memory, as far as this needs it. */
type Store = {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
};

/** How the last sync of each facility has ended, over restarts: the server keeps when one has failed, and not always that, nor why. */
export class SyncOutcomes {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  of(connectionId: string, facilityId: string): SyncOutcome | undefined {
    const one = this.#all().find(isOf(connectionId, facilityId));
    if (!one) return undefined;
    const { at, sent, received, failure } = one;
    return {
      at,
      ...(sent !== undefined &&
        received !== undefined && { progress: { stage: 'finishing', sent, received } }),
      ...(failure && { failure }),
    };
  }

  /** Takes the place of what was known of that facility. */
  async put(connectionId: string, facilityId: string, { at, progress, failure }: SyncOutcome): Promise<void> {
    const is = isOf(connectionId, facilityId);
    const one: One = {
      connectionId,
      facilityId,
      at,
      ...(progress && { sent: progress.sent, received: progress.received }),
      ...(failure && { failure }),
    };
    const others = this.#all().filter((other) => !is(other));
    await this.#store.update(KEY, [...others, one].slice(-REMEMBERED));
  }

  /** What was synced through a connection that is no more. */
  async forget(connectionId: string): Promise<void> {
    await this.#store.update(
      KEY,
      this.#all().filter((one) => one.connectionId !== connectionId),
    );
  }

  /** What cannot be read, as that of another version, is passed over one by one. */
  #all(): readonly One[] {
    const stored = this.#store.get(KEY);
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((item) => {
      const parsed = v.safeParse(One, item);
      return parsed.success ? [parsed.output] : [];
    });
  }
}

function isOf(connectionId: string, facilityId: string): (one: One) => boolean {
  return (one) => one.connectionId === connectionId && one.facilityId === facilityId;
}
