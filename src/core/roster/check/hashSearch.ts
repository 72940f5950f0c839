/** Above this many hashes one pass over all records is faster than a search for each. */
const FEW = 8;
const ENDS = 0xffff;

/** A search for some hashes in one block after another. */
export class HashSearch {
  readonly #hashes: ReadonlySet<number>;
  /** Which ends of hashes are looked for: tells at once that nearly every record is none of them. */
  readonly #ends: Uint8Array | undefined;

  constructor(hashes: ReadonlySet<number>) {
    this.#hashes = hashes;
    if (hashes.size <= FEW) return;
    this.#ends = new Uint8Array(ENDS + 1);
    for (const hash of hashes) this.#ends[hash & ENDS] = 1;
  }

  get isEmpty(): boolean {
    return this.#hashes.size === 0;
  }

  /** The indexes at which one of the hashes stands; those of one hash in their order. */
  in(held: Int32Array): readonly number[] {
    const records: number[] = [];
    const ends = this.#ends;
    if (ends === undefined) {
      for (const hash of this.#hashes) {
        for (let record = held.indexOf(hash); record >= 0; record = held.indexOf(hash, record + 1))
          records.push(record);
      }
      return records;
    }
    for (let record = 0; record < held.length; record++) {
      const hash = held[record] ?? 0;
      if (ends[hash & ENDS] === 1 && this.#hashes.has(hash)) records.push(record);
    }
    return records;
  }
}
