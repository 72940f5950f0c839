import { setTimeout as delay } from 'node:timers/promises';

/** Slows a stream down to about `bytesPerSecond`, in twenty pieces a second. */
export async function* paced(
  chunks: AsyncIterable<Buffer>,
  bytesPerSecond: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const step = Math.max(1, Math.ceil(bytesPerSecond / 20));
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += step) {
      const piece = chunk.subarray(at, at + step);
      await delay((1000 * piece.length) / bytesPerSecond, undefined, { signal });
      yield piece;
    }
  }
}
