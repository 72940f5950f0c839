const FIRST_LENGTH = 1024;

/** A list of numbers that costs eight bytes for each and no garbage. */
export class NumberColumn {
  #values = new Float64Array(FIRST_LENGTH);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Float64Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }
}
