import { Transform, type TransformCallback } from 'node:stream';

/** RFC 8878, 3.1.1: magic number; no content size, no checksum, no dictionary; window of 2^(10+7) bytes. */
const FRAME_HEADER = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3]);
/** A block is at most as large as the window. */
const BLOCK_BYTES = 128 * 1024;
/** The last block may be empty. */
const LAST_BLOCK = blockHeader(0, true);

/** Packs a stream as one zstd frame of raw blocks: valid, readable by every decoder, not smaller. For a Node without zstd. */
export function zstdStore(): Transform {
  let begun = false;
  const begin = (stream: Transform): void => {
    if (begun) return;
    begun = true;
    stream.push(FRAME_HEADER);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      begin(this);
      for (let at = 0; at < chunk.length; at += BLOCK_BYTES) {
        const block = chunk.subarray(at, at + BLOCK_BYTES);
        this.push(blockHeader(block.length, false));
        this.push(block);
      }
      done();
    },
    flush(done: TransformCallback) {
      begin(this);
      this.push(LAST_BLOCK);
      done();
    },
  });
}

/** Three bytes, little end first: "last" in bit 0, the type (0: raw) in bits 1 and 2, the size above. */
function blockHeader(size: number, last: boolean): Buffer {
  const header = Buffer.alloc(3);
  header.writeUIntLE((size << 3) | (last ? 1 : 0), 0, 3);
  return header;
}
