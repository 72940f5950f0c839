/** Counts what clients have asked for, and what of it more than once. Nothing is dropped from it, as it is from the log of requests. */
export class Tally {
  readonly #begun = new Map<string, number>();
  readonly #downloaded = new Map<string, number>();
  #requests = 0;

  /** A request that counts against the day. */
  request(): void {
    this.#requests += 1;
  }

  /** An export was begun; `order` names it. */
  begun(order: string): void {
    this.#begun.set(order, (this.#begun.get(order) ?? 0) + 1);
  }

  /** A file was sent from its first byte to its last. */
  downloaded(name: string): void {
    this.#downloaded.set(name, (this.#downloaded.get(name) ?? 0) + 1);
  }

  /** `…Again`: how often something was asked for that had been before. */
  get counts(): Readonly<
    Record<'requests' | 'begun' | 'begunAgain' | 'downloaded' | 'downloadedAgain', number>
  > {
    return {
      requests: this.#requests,
      begun: this.#begun.size,
      begunAgain: again(this.#begun),
      downloaded: this.#downloaded.size,
      downloadedAgain: again(this.#downloaded),
    };
  }

  clear(): void {
    this.#begun.clear();
    this.#downloaded.clear();
    this.#requests = 0;
  }
}

function again(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
}
