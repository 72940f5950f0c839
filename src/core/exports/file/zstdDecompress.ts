import { Transform, type TransformCallback } from 'node:stream';
import zlib from 'node:zlib';

/** Largest window that we let a frame ask for, in bytes: 128 MiB is what `zstd --long` makes by default. */
const MAX_WINDOW_LOG = 27;

/** A stream that decompresses zstd: Node's own decoder where there is one (22.15 and later), a pure-JavaScript one before. */
export async function zstdDecompress(): Promise<Transform> {
  const native = zlib as { createZstdDecompress?: (options: object) => Transform };
  const params = { [ZSTD_D_WINDOW_LOG_MAX]: MAX_WINDOW_LOG };
  if (native.createZstdDecompress) return native.createZstdDecompress({ params });
  return portableZstd();
}

/** `ZSTD_d_windowLogMax` of zstd.h; Node names it only where it has the decoder. */
const ZSTD_D_WINDOW_LOG_MAX = 100;

/** The decoder for older Nodes; exported so that tests can hold both to the same files. */
export async function portableZstd(): Promise<Transform> {
  const { Decompress } = await import('fzstd');
  let ended = false;
  const decoder = new Decompress((chunk, last) => {
    ended ||= last === true;
    stream.push(chunk);
  });
  const attempt = (done: TransformCallback, work: () => void): void => {
    try {
      work();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    done();
  };
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => attempt(done, () => void decoder.push(chunk)),
    flush: (done) =>
      attempt(done, () => {
        decoder.push(new Uint8Array(0), true);
        if (!ended) throw new Error('The zstd frame is cut short.');
      }),
  });
  return stream;
}
