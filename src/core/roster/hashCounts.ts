/** Counts 32-bit hashes, which are not 0, in two flat arrays: a hundred thousand names cost a few milliseconds and no garbage. */
export class HashCounts {
  #hashes: Int32Array;
  #counts: Int32Array;
  #used = 0;

  /** `expected`: about how many different hashes there will be. */
  constructor(expected = 0) {
    const size = sizeFor(expected);
    this.#hashes = new Int32Array(size);
    this.#counts = new Int32Array(size);
  }

  /** Adds `by` to the count of a hash and gives the new count. */
  add(hash: number, by: number): number {
    let slot = this.#slotOf(hash);
    if (this.#hashes[slot] === 0) {
      if (this.#used * 2 >= this.#hashes.length) {
        this.#grow();
        slot = this.#slotOf(hash);
      }
      this.#hashes[slot] = hash;
      this.#used++;
    }
    const count = (this.#counts[slot] ?? 0) + by;
    this.#counts[slot] = count;
    return count;
  }

  count(hash: number): number {
    return this.#counts[this.#slotOf(hash)] ?? 0;
  }

  #slotOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = Math.imul(hash, 0x9e37_79b1) & mask;
    for (;;) {
      const held = this.#hashes[slot];
      if (held === hash || held === 0) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const hashes = this.#hashes;
    const counts = this.#counts;
    // Hashes that are not counted any more are left behind.
    let live = 0;
    for (const count of counts) if (count !== 0) live++;
    const size = sizeFor(live * 2);
    this.#hashes = new Int32Array(size);
    this.#counts = new Int32Array(size);
    this.#used = 0;
    for (let i = 0; i < hashes.length; i++) {
      const count = counts[i] ?? 0;
      if (count !== 0) this.add(hashes[i] ?? 0, count);
    }
  }
}

/** A power of two, so that at most half of the slots are taken. */
function sizeFor(hashes: number): number {
  let size = 1024;
  while (size < hashes * 2) size *= 2;
  return size;
}
