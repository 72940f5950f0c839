import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

/** ES2024; a Node before 21 lacks it, and leaves the memory to its garbage collector. */
type Detachable = ArrayBufferLike & { readonly transfer?: (length: number) => unknown };

/**
 * Makes a function that gives back the memory of an HTTP body's chunks; to be called once with each chunk, in order, when nobody
 * will read it again. Any other body is left alone, for its chunks may belong to somebody.
 *
 * Node allocates every byte of a download twice: in what the socket received, and in the chunk that it copies out of that. V8 takes
 * notice when some 64 MiB of it lie about, and then collects the whole heap: fifty times for a gigabyte, while all that runs in the
 * process waits.
 */
export function releaseChunks(body: Readable): (chunk: Buffer) => void {
  if (!(body instanceof IncomingMessage) || body.destroyed) return () => undefined;
  const { socket } = body;
  const received: Buffer[] = [];
  const keep = (piece: Buffer): void => void received.push(piece);
  socket.on('data', keep);
  body.once('close', () => socket.off('data', keep));
  return (chunk) => {
    const pieces = received.splice(0);
    // A part of something larger: others may read the rest of it.
    if (!isWhole(chunk)) return;
    // Should a Node hand out the received piece itself, then the pieces after it are waiting to be read.
    const isCopy = pieces.every((piece) => piece.buffer !== chunk.buffer);
    free(chunk);
    if (isCopy) pieces.filter(isWhole).forEach(free);
  };
}

function isWhole({ buffer, byteLength }: Buffer): boolean {
  return byteLength === buffer.byteLength;
}

function free(chunk: Buffer): void {
  const buffer: Detachable = chunk.buffer;
  buffer.transfer?.(0);
}
