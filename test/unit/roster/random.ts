/** A stream of pseudo-random numbers that is the same for the same seed (xorshift). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0 || 1;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 0) % below;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }

  text(pieces: readonly string[], most: number): string {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(pieces)).join('');
  }
}

/** The seed of this run: the one in LECTERN_SEED, to repeat a run, else a new one. It is printed. */
export function seedOf(what: string): number {
  const seed = Number(process.env['LECTERN_SEED'] ?? Date.now() % 2 ** 31);
  console.log(`      ${what}: seed ${seed} (LECTERN_SEED=${seed} repeats it)`);
  return seed;
}
