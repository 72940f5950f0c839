import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Bytes that can be read from any place. Nothing stays open between two calls, so that the user may move the file meanwhile. */
export type RandomBytes = {
  readonly size: number;
  /** Up to `length` bytes from `position`; fewer at the end. */
  read(position: number, length: number): Promise<Buffer>;
  /** Fills `target` from `position`, as far as there are bytes; answers how many. */
  readInto(target: Buffer, position: number): Promise<number>;
  /** The bytes from `start` up to and without `end`. */
  stream(start: number, end: number): Readable;
};

const STREAM_CHUNK_BYTES = 256 * 1024;

/** A file on disk. */
export async function fileBytes(path: string): Promise<RandomBytes> {
  const { size } = await stat(path);
  const readInto: RandomBytes['readInto'] = async (target, position) => {
    const wanted = Math.max(0, Math.min(target.length, size - position));
    if (wanted === 0) return 0;
    const file = await open(path, 'r');
    try {
      return (await file.read(target, 0, wanted, position)).bytesRead;
    } finally {
      await file.close();
    }
  };
  return {
    size,
    readInto,
    async read(position, length) {
      const target = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
      return target.subarray(0, await readInto(target, position));
    },
    stream: (start, end) =>
      // A stream of nothing needs a file too: `end` is inclusive there.
      end <= start
        ? createReadStream(path, { start: size, highWaterMark: 1 })
        : createReadStream(path, { start, end: end - 1, highWaterMark: STREAM_CHUNK_BYTES }),
  };
}

/** A part of other bytes: an archive that lies in another one as it is. */
export function sliceBytes(bytes: RandomBytes, start: number, size: number): RandomBytes {
  return {
    size,
    read: (position, length) => bytes.read(start + position, Math.max(0, Math.min(length, size - position))),
    readInto: (target, position) =>
      bytes.readInto(target.subarray(0, Math.max(0, size - position)), start + position),
    stream: (from, to) => bytes.stream(start + Math.min(from, size), start + Math.min(to, size)),
  };
}
