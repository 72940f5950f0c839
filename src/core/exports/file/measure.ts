import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { Downloaded } from './download.ts';

/** Lets bytes through and takes their number and SHA-256 on the way. */
export class Measure extends Transform {
  readonly #hash = createHash('sha256');
  #size = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#size += chunk.length;
    done(null, chunk);
  }

  /** Of all that came through. Call once, after the end. */
  result(): Downloaded {
    return { size: this.#size, sha256: this.#hash.digest('hex') };
  }
}
