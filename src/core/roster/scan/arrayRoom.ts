/**
 * Memory for several typed arrays that live and die together. A file has hundreds of blocks with a dozen arrays each, and to allocate
 * and collect those one by one would take longer than to fill them. Ask for the widest numbers first.
 */
export class ArrayRoom {
  readonly #buffer: ArrayBuffer;
  #used = 0;

  /** As many bytes as all arrays together will take. */
  constructor(bytes: number) {
    this.#buffer = new ArrayBuffer(bytes);
  }

  int32(length: number): Int32Array {
    return new Int32Array(this.#buffer, this.#take(length * 4), length);
  }

  uint16(length: number): Uint16Array {
    return new Uint16Array(this.#buffer, this.#take(length * 2), length);
  }

  uint8(length: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#take(length), length);
  }

  /** The first numbers of a longer array. */
  int32Of(source: Int32Array, length: number): Int32Array {
    const copy = this.int32(length);
    copy.set(source.subarray(0, length));
    return copy;
  }

  uint16Of(source: Uint16Array, length: number): Uint16Array {
    const copy = this.uint16(length);
    copy.set(source.subarray(0, length));
    return copy;
  }

  #take(bytes: number): number {
    const at = this.#used;
    this.#used += bytes;
    return at;
  }
}
