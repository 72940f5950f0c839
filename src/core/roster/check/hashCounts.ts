/**
 * Counts 32-bit hashes, which are not 0. Nearly all are there once, so one flat array holds them, and a map the counts of the others:
 * a hundred thousand names cost a few milliseconds and no garbage.
 */
export class HashCounts {
  #slots: Int32Array;
  /** How far a hash, once mixed, is shifted to be the number of its slot. */
  #shift: number;
  #used = 0;
  /** The counts that are not 1. */
  readonly #others = new Map<number, number>();

  /** `expected`: about how many different hashes there will be. */
  constructor(expected = 0) {
    const bits = bitsFor(expected);
    this.#slots = new Int32Array(2 ** bits);
    this.#shift = 32 - bits;
  }

  /** The hashes that are there more than once. */
  several(): ReadonlySet<number> {
    const several = new Set<number>();
    for (const [hash, count] of this.#others) if (count > 1) several.add(hash);
    return several;
  }

  /** Adds `by` to the count of each hash that is not 0. */
  addAll(hashes: Int32Array, by: 1 | -1): void {
    if ((this.#used + hashes.length) * 2 > this.#slots.length) this.#grow(hashes.length);
    const slots = this.#slots;
    const shift = this.#shift;
    for (const hash of hashes) {
      if (hash === 0) continue;
      const slot = slotOf(slots, shift, hash);
      if (slots[slot] !== 0 || by < 0) this.#change(hash, by);
      else {
        slots[slot] = hash;
        this.#used++;
      }
    }
  }

  count(hash: number): number {
    return this.#slots[slotOf(this.#slots, this.#shift, hash)] === 0 ? 0 : (this.#others.get(hash) ?? 1);
  }

  #change(hash: number, by: 1 | -1): void {
    const count = (this.#others.get(hash) ?? 1) + by;
    if (count === 1) this.#others.delete(hash);
    else this.#others.set(hash, count);
  }

  /** Makes room for `more`, and leaves behind what is not there any more. */
  #grow(more: number): void {
    const before = this.#slots;
    let gone = 0;
    for (const count of this.#others.values()) if (count === 0) gone++;
    this.#used -= gone;
    const bits = bitsFor((this.#used + more) * 2);
    this.#slots = new Int32Array(2 ** bits);
    this.#shift = 32 - bits;
    for (const hash of before) {
      if (hash === 0 || (gone > 0 && this.#others.get(hash) === 0)) continue;
      this.#slots[slotOf(this.#slots, this.#shift, hash)] = hash;
    }
    for (const [hash, count] of this.#others) if (count === 0) this.#others.delete(hash);
  }
}

/** Where a hash is, or would be. */
function slotOf(slots: Int32Array, shift: number, hash: number): number {
  const mask = slots.length - 1;
  let slot = Math.imul(hash, 0x9e37_79b1) >>> shift;
  for (;;) {
    const held = slots[slot];
    if (held === hash || held === 0) return slot;
    slot = (slot + 1) & mask;
  }
}

/** Of a table with at least twice as many slots, and no fewer than a thousand. */
function bitsFor(hashes: number): number {
  return Math.max(10, 33 - Math.clz32(hashes));
}
